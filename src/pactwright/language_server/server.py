"""The language server: what `analysis` and `answers` know, over the Language Server Protocol.

One analysis per open text, made anew at each change. Nothing is written and nothing leaves the
machine: the server speaks over standard input and output only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pactwright import __version__
from pactwright.diagnostics import Severity
from pactwright.errors import MissingExtra
from pactwright.language_server.analysis import Analysis, analysed
from pactwright.language_server.answers import (
    changes,
    definition,
    hover,
    offered_at,
    suggestions,
)
from pactwright.language_server.positions import from_editor, range_of, to_editor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Diagnostic, SourceSpan

try:
    from lsprotocol import types
    from pygls.lsp.server import LanguageServer
    from pygls.uris import to_fs_path
except ModuleNotFoundError as error:
    MESSAGE = "the language server needs an extra part: install pactwright[lsp]"
    raise MissingExtra(MESSAGE) from error

SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
SOURCE = "pactwright"


class _Open:
    """The texts that are open, each with its analysis at its present version."""

    def __init__(self, server: LanguageServer) -> None:
        self.server = server
        self.known: dict[str, tuple[int | None, Analysis]] = {}

    def analysis(self, uri: str) -> Analysis:
        """The analysis of a text as it is now."""
        document = self.server.workspace.get_text_document(uri)
        version, known = self.known.get(uri, (None, None))
        if known is None or version != document.version or known.text != document.source:
            known = analysed(document.source, Path(to_fs_path(uri) or "agreement.yaml"))
            self.known[uri] = (document.version, known)
        return known

    @property
    def encoding(self) -> str:
        """Units in which columns are counted with this editor."""
        return str(getattr(self.server.workspace.position_encoding, "value", "utf-16"))

    def range(self, span: SourceSpan, analysis: Analysis) -> types.Range:
        """A span in the editor's count."""
        start, end = range_of(span, analysis.lines, self.encoding)
        return types.Range(types.Position(*start), types.Position(*end))

    def place(self, uri: str, position: types.Position) -> tuple[Analysis, int, int]:
        """The analysis of a text, and a place of the editor in our count."""
        analysis = self.analysis(uri)
        place = (position.line, position.character)
        return (analysis, *from_editor(place, analysis.lines, self.encoding))


def create_server() -> LanguageServer:
    """A server that is ready to be started, over standard input and output or in a test."""
    server = LanguageServer(SOURCE, __version__)
    texts = _Open(server)
    _publish_findings(server, texts)
    _answer_questions(server, texts)
    return server


def _publish_findings(server: LanguageServer, texts: _Open) -> None:
    def publish(uri: str) -> None:
        analysis = texts.analysis(uri)
        found = list(_diagnostics(analysis, texts, uri))
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=found)
        )

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(parameters: types.DidOpenTextDocumentParams) -> None:
        publish(parameters.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(parameters: types.DidChangeTextDocumentParams) -> None:
        publish(parameters.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(parameters: types.DidSaveTextDocumentParams) -> None:
        # The project file beside it can have changed meanwhile.
        texts.known.pop(parameters.text_document.uri, None)
        publish(parameters.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(parameters: types.DidCloseTextDocumentParams) -> None:
        uri = parameters.text_document.uri
        texts.known.pop(uri, None)
        empty = types.PublishDiagnosticsParams(uri=uri, diagnostics=[])
        server.text_document_publish_diagnostics(empty)


def _answer_questions(server: LanguageServer, texts: _Open) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(parameters: types.HoverParams) -> types.Hover | None:
        analysis, *place = texts.place(parameters.text_document.uri, parameters.position)
        found = hover(analysis, *place)
        if found is None:
            return None
        text = types.MarkupContent(types.MarkupKind.Markdown, found[0])
        return types.Hover(text, texts.range(found[1], analysis))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(parameters: types.DefinitionParams) -> types.Location | None:
        uri = parameters.text_document.uri
        analysis, *place = texts.place(uri, parameters.position)
        span = definition(analysis, *place)
        return None if span is None else types.Location(uri, texts.range(span, analysis))

    options = types.CompletionOptions(trigger_characters=[" ", "[", ","])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def completed(parameters: types.CompletionParams) -> types.CompletionList:
        analysis, *place = texts.place(parameters.text_document.uri, parameters.position)
        items = [
            types.CompletionItem(
                label=one.name, detail=one.is_a, kind=types.CompletionItemKind.Reference
            )
            for one in suggestions(analysis, *place)
        ]
        return types.CompletionList(is_incomplete=False, items=items)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION)
    def offered(parameters: types.CodeActionParams) -> list[types.CodeAction]:
        uri, wanted = parameters.text_document.uri, parameters.range
        analysis = texts.analysis(uri)
        return list(_actions(analysis, texts, uri, wanted))


def _actions(
    analysis: Analysis, texts: _Open, uri: str, wanted: types.Range
) -> Iterator[types.CodeAction]:
    for placed, fix in offered_at(analysis, wanted.start.line + 1, wanted.end.line + 1):
        edits = [
            types.TextEdit(texts.range(span, analysis), change.new)
            for span, change in changes(analysis, fix)
        ]
        if edits:
            title = f"{fix.title}  ({placed.rule.name})"
            kind = types.CodeActionKind.QuickFix
            edit = types.WorkspaceEdit(changes={uri: edits})
            yield types.CodeAction(title=title, kind=kind, edit=edit)


def _diagnostics(analysis: Analysis, texts: _Open, uri: str) -> Iterator[types.Diagnostic]:
    for one in analysis.errors:
        yield _diagnostic(one, analysis, texts, uri)
    if analysis.said is not None:
        start = types.Position(*to_editor(1, 1, analysis.lines, texts.encoding))
        severity = types.DiagnosticSeverity.Error
        yield types.Diagnostic(types.Range(start, start), analysis.said, severity, source=SOURCE)
    if analysis.checked is None:
        return
    for warning in analysis.checked.document.warnings:
        yield _diagnostic(warning, analysis, texts, uri)
    for placed in analysis.checked.findings:
        if placed.is_known and placed.accepted is None:
            continue
        shown = _diagnostic(placed.diagnostic, analysis, texts, uri)
        if placed.accepted is not None:
            shown.severity = types.DiagnosticSeverity.Hint
            shown.message += f"\naccepted by {placed.accepted.by}: {placed.accepted.reason}"
        yield shown


def _diagnostic(one: Diagnostic, analysis: Analysis, texts: _Open, uri: str) -> types.Diagnostic:
    related: list[Any] = [
        types.DiagnosticRelatedInformation(
            types.Location(uri, texts.range(other.span, analysis)), other.label
        )
        for other in one.related
    ]
    said = [one.label, *one.notes, *([one.help] if one.help else [])]
    return types.Diagnostic(
        range=texts.range(one.span, analysis),
        message="\n".join(said),
        severity=SEVERITIES[one.severity],
        code=f"{one.name} ({one.code})",
        source=SOURCE,
        related_information=related,
    )
