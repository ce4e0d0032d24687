"""The closed vocabularies of an agreement file.

Kinds of agreement, types of provision and roles of third parties follow the taxonomy of the check
rules, which lines up with PA-X and the Peace Accords Matrix; a type exists here so that findings
and comparisons can be grouped by it.
"""

from __future__ import annotations

from enum import StrEnum


class AgreementKind(StrEnum):
    """What kind of text this is."""

    HUMANITARIAN_PAUSE = "humanitarian-pause"
    CESSATION_OF_HOSTILITIES = "cessation-of-hostilities"
    PRELIMINARY_CEASEFIRE = "preliminary-ceasefire"
    DEFINITIVE_CEASEFIRE = "definitive-ceasefire"
    PRE_NEGOTIATION = "pre-negotiation"
    FRAMEWORK_PARTIAL = "framework-partial"
    FRAMEWORK_COMPREHENSIVE = "framework-comprehensive"
    IMPLEMENTATION = "implementation"
    RENEWAL = "renewal"


class ProvisionType(StrEnum):
    """What a duty is about."""

    HOLD_FIRE = "hold-fire"
    SEPARATION = "separation"
    WITHDRAW_OWN = "withdraw-own"
    WITHDRAW_FOREIGN = "withdraw-foreign"
    DECLARE = "declare"
    CANTON = "canton"
    DISARM = "disarm"
    DEMOBILISE = "demobilise"
    REINTEGRATE = "reintegrate"
    ARMY_REFORM = "army-reform"
    POLICE_REFORM = "police-reform"
    INTELLIGENCE_REFORM = "intelligence-reform"
    MILITIAS = "militias"
    ARMS_EMBARGO = "arms-embargo"
    SECURITY_GUARANTEE = "security-guarantee"
    RELEASE = "release"
    MISSING = "missing"
    RELIEF_ACCESS = "relief-access"
    RETURN = "return"
    BORDER = "border"
    STATUS = "status"
    INTERIM_GOVERNMENT = "interim-government"
    EXECUTIVE_REFORM = "executive-reform"
    LEGISLATURE_REFORM = "legislature-reform"
    CIVIL_SERVICE = "civil-service"
    CONSTITUTION = "constitution"
    ELECTIONS = "elections"
    POWER_SHARING = "power-sharing"
    JUSTICE_REFORM = "justice-reform"
    RIGHTS = "rights"
    NATIONALITY = "nationality"
    MEDIA = "media"
    AMNESTY = "amnesty"
    ACCOUNTABILITY = "accountability"
    REPARATION = "reparation"
    SANCTIONS_RELIEF = "sanctions-relief"
    ECONOMY = "economy"
    RESOURCES = "resources"
    LAND = "land"
    CULTURE_LANGUAGE = "culture-language"
    INTERGROUP = "intergroup"
    CRIME = "crime"
    TIMETABLE = "timetable"
    VERIFICATION = "verification"
    DISPUTES = "disputes"
    ENFORCEMENT = "enforcement"
    RATIFICATION = "ratification"
    REVIEW = "review"
    ADMINISTRATION = "administration"
    FUNDING = "funding"


class Role(StrEnum):
    """What a third party does."""

    WITNESS = "witness"
    FACILITATOR = "facilitator"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    MONITOR = "monitor"
    VERIFIER = "verifier"
    INVESTIGATOR = "investigator"
    INTERPOSITION = "interposition"
    PROTECTOR = "protector"
    CUSTODIAN = "custodian"
    ADJUDICATOR = "adjudicator"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    IMPLEMENTER = "implementer"
    FUNDER = "funder"
    HUMANITARIAN = "humanitarian"
    SANCTIONS_AUTHORITY = "sanctions-authority"
    LOCAL_MONITOR = "local-monitor"
    ADVISER = "adviser"


class PartyKind(StrEnum):
    """What kind of party signs. The words describe an organisation, not its standing in law."""

    STATE = "state"
    ARMED_GROUP = "armed-group"
    DE_FACTO_AUTHORITY = "de-facto-authority"
    AUTONOMOUS_REGION = "autonomous-region"
    POLITICAL_MOVEMENT = "political-movement"
    COALITION = "coalition"
    OTHER = "other"


class DutyKind(StrEnum):
    """Whether something is owed once, as a lasting state, or as leaving something undone."""

    ACHIEVE = "achieve"
    MAINTAIN = "maintain"
    REFRAIN = "refrain"


class DecisionRule(StrEnum):
    """How a body decides."""

    CONSENSUS = "consensus"
    UNANIMITY = "unanimity"
    MAJORITY = "majority"
    QUALIFIED_MAJORITY = "qualified-majority"
    CHAIR_CASTING = "chair-casting"
    CHAIR = "chair"
    NONE = "none"


class PlaceKind(StrEnum):
    """What kind of place a text names."""

    AREA = "area"
    ZONE = "zone"
    LINE = "line"
    ROAD = "road"
    CORRIDOR = "corridor"
    CROSSING = "crossing"
    PORT = "port"
    SITE = "site"
    CITY = "city"
    SEA = "sea"
    AIRSPACE = "airspace"


class RungVerb(StrEnum):
    """What a rung of a breach ladder provides."""

    NOTIFY = "notify"
    MEET = "meet"
    PUBLISH = "publish"
    REFER = "refer"
    RULE = "rule"
    CURE = "cure"
    CORRECT = "correct"
    SUSPEND = "suspend"
    ANSWER = "answer"
    SANCTION = "sanction"
    UNDO = "undo"
    EXTEND = "extend"
    SUBSTITUTE = "substitute"
    TERMINATE = "terminate"
    EXIT = "exit"


class Confidence(StrEnum):
    """How far a coded fact was checked.

    A: read in the cited source. B: widely reported and consistent with it. C: uncertain or
    disputed.
    """

    A = "A"
    B = "B"
    C = "C"
