"""The sources that rules rest on, by the keys that rules cite.

References are to whole works; page numbers are still to be added, since several were at hand only
in their openings or abstracts. Texts of the agreements that rules name are in the PA-X database or
in the United Nations Peacemaker collection, except the oldest.
"""

from __future__ import annotations

from typing import Final

SOURCES: Final[dict[str, str]] = {
    "HH": (
        "N. Haysom and J. Hottinger, “Do's and Don'ts of Sustainable Ceasefire Agreements”, "
        "presentation for the IGAD Sudan peace process workshops, revised for later use."
    ),
    "PILPG": (
        "Public International Law & Policy Group, The Ceasefire Drafter's Handbook, May 2013 "
        "(survey of over 200 ceasefire agreements, annotated template)."
    ),
    "UN22": "United Nations DPPA, Guidance on Mediation of Ceasefires, September 2022.",
    "CSS23": "Mediation Support Network, commentary on the UN Guidance, CSS ETH Zurich, 2023.",
    "Forster": (
        "R. Forster, Ceasefire Arrangements, PA-X Spotlight, University of Edinburgh, 2019; with "
        "the quick guide of 2018 (266 ceasefire texts)."
    ),
    "BCR21": (
        "C. Buchanan, G. Clayton and A. Ramsbotham, Ceasefire monitoring: developments and "
        "complexities, Accord Spotlight, Conciliation Resources, June 2021."
    ),
    "USIP150": (
        "A. Verjee, Ceasefire Monitoring in South Sudan 2014-2019: “A Very Ugly Mission”, "
        "USIP Peaceworks 150, August 2019."
    ),
    "IP24": (
        "“Routine but Consequential: How Ceasefire Monitors' Reporting Constructs Opportunities "
        "for (Non)Compliance”, International Peacekeeping 31 (2024), 473-498."
    ),
    "CS21": (
        "G. Clayton and V. Sticher, “The Logic of Ceasefires in Civil War”, International "
        "Studies Quarterly, 2021."
    ),
    "CF": (
        "G. Clayton et al., “Introducing the ETH/PRIO Civil Conflict Ceasefire Dataset”, "
        "Journal of Conflict Resolution, 2022 (2,202 ceasefires, 66 countries, 109 conflicts, "
        "1989-2020)."
    ),
    "PAX": (
        "C. Bell and S. Badanjak, “Introducing PA-X”, Journal of Peace Research 56 (2019); "
        "codebook of version 2, June 2019."
    ),
    "Bell": (
        "C. Bell and R. Forster, Transitional Management: Comparative Guide to Tasks, Timing, "
        "Issues, 2021; S. Molloy and C. Bell, How Peace Agreements Provide for Implementation, "
        "PA-X report, 2019."
    ),
    "PAM": (
        "Kroc Institute, University of Notre Dame, Peace Accords Matrix: 51 provisions, 34 "
        "comprehensive accords, ten years each."
    ),
    "JLM17": (
        "M. Joshi, S.Y. Lee and R. Mac Ginty, “Built-in Safeguards and the Implementation of "
        "Civil War Peace Accords”, International Interactions 43 (2017)."
    ),
    "Fortna": (
        "V.P. Fortna, “Scraps of Paper? Agreements and the Durability of Peace”, International "
        "Organization 57 (2003); Peace Time (2004)."
    ),
    "Walter": (
        "B. Walter, “The Critical Barrier to Civil War Settlement”, International Organization "
        "51 (1997); Committing to Peace (2002)."
    ),
    "Fearon": (
        "J. Fearon, “Rationalist Explanations for War”, International Organization 49 (1995)."
    ),
    "Stedman": (
        "S. Stedman, “Spoiler Problems in Peace Processes”, International Security 22 (1997)."
    ),
    "IHL": (
        "Customary international humanitarian law, rule 55 (ICRC study); Additional Protocol I, "
        "art. 70; Additional Protocol II, art. 18."
    ),
    "ICG": (
        "International Crisis Group, reporting and briefings on the Hodeidah agreement, December "
        "2018 to July 2019."
    ),
    "Schelling": (
        "T. Schelling, The Strategy of Conflict (1960), on cutting a large promise into small ones."
    ),
    "Paris04": "R. Paris, At War's End (2004), on elections before institutions.",
    "Brahimi": (
        "Report of the Panel on United Nations Peace Operations, A/55/305, 2000, on clear and "
        "achievable mandates with means to match."
    ),
    "IDDRS": (
        "United Nations, Integrated Disarmament, Demobilization and Reintegration Standards."
    ),
    "VCLT": (
        "Vienna Convention on the Law of Treaties, 1969, arts. 33, 39-41, 54-72 (by analogy where "
        "a party is no state)."
    ),
    "Aalst": (
        "W. van der Aalst, “The Application of Petri Nets to Workflow Management”, 1998 "
        "(soundness)."
    ),
    "DMP91": (
        "R. Dechter, I. Meiri and J. Pearl, “Temporal Constraint Networks”, Artificial "
        "Intelligence 49 (1991)."
    ),
    "Morris14": (
        "P. Morris, “Dynamic Controllability and Dispatchability Relationships”, CPAIOR 2014."
    ),
    "HP22": (
        "L. Hunsberger and R. Posenato, “Speeding Up the RUL- Dynamic-Controllability-Checking "
        "Algorithm for Simple Temporal Networks with Uncertainty”, AAAI 2022."
    ),
    "Eder23": (
        "J. Eder et al., “A Time-Aware Model for Legal Smart Contracts”, BPMDS/EMMSAD 2023."
    ),
}
"""Key -> full reference. A rule's `sources` are keys of this table."""
