"""`pactwright lsp` as an editor drives it: messages over standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import count

import pytest

from agreement_texts import SMALL


class Editor:
    """Speaks the protocol with a server in a process of its own."""

    def __init__(self, folder):
        program = "from pactwright.cli.main import run; run(['lsp'])"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.numbers = count(1)
        self.notes = []
        self.folder = folder
        self.uri = (folder / "agreement.yaml").as_uri()

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, self.process.stderr.read().decode()
            name, _, value = line.decode().partition(":")
            length = int(value) if name.casefold() == "content-length" else length
        return json.loads(self.process.stdout.read(length))

    def ask(self, method, **parameters):
        number = next(self.numbers)
        self.send(id=number, method=method, params=parameters)
        while True:
            message = self.receive()
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]
            self.notes.append(message)

    def tell(self, method, **parameters):
        self.send(method=method, params=parameters)

    def findings(self):
        """The next list of findings that the server publishes."""
        while True:
            message = self.notes.pop(0) if self.notes else self.receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                return message["params"]["diagnostics"]

    def open(self, text):
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)

    def change(self, text, version):
        document = {"uri": self.uri, "version": version}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def at(self, text, words, *, inside=0):
        where = text.index(words) + inside
        line = text.count("\n", 0, where)
        position = {"line": line, "character": where - (text.rfind("\n", 0, where) + 1)}
        return {"textDocument": {"uri": self.uri}, "position": position}


@pytest.fixture
def editor(tmp_path):
    one = Editor(tmp_path)
    one.ask("initialize", processId=None, rootUri=tmp_path.as_uri(), capabilities={})
    one.tell("initialized")
    yield one
    one.ask("shutdown")
    one.tell("exit")
    try:
        assert one.process.wait(20) == 0, one.process.stderr.read().decode()
    finally:
        one.process.kill()
        for stream in (one.process.stdin, one.process.stdout, one.process.stderr):
            stream.close()


def test_findings_are_published_when_a_text_is_opened_and_at_each_change(editor):
    editor.open(SMALL)
    (quiet,) = [f for f in editor.findings() if "nobody verifies 'quiet'" in f["message"]]
    assert quiet["code"] == "no-verifier (VER001)"
    assert quiet["severity"] == 1
    line = SMALL[: SMALL.index("  quiet:")].count("\n")
    assert quiet["range"] == {
        "start": {"line": line, "character": 2},
        "end": {"line": line, "character": 7},
    }
    mended = SMALL.replace(
        "    until: first", "    verify: {by: watch, within: 2d}\n    until: first", 1
    )
    editor.change(mended, 2)
    assert not [f for f in editor.findings() if "nobody verifies 'quiet'" in f["message"]]
    editor.change(SMALL.replace("parties:", "partes:", 1), 3)
    assert "did you mean 'parties'?" in editor.findings()[0]["message"]


def test_hover_definition_completion_and_offers_are_answered(editor):
    editor.open(SMALL)
    shown = editor.ask("textDocument/hover", **editor.at(SMALL, "first.ended", inside=2))
    assert shown["contents"]["value"].startswith("**first**: a phase")
    place = editor.ask("textDocument/definition", **editor.at(SMALL, "area: valley", inside=8))
    declared = SMALL[: SMALL.index("  valley:")].count("\n")
    assert place["range"]["start"] == {"line": declared, "character": 2}
    names = editor.ask("textDocument/completion", **editor.at(SMALL, "by: west", inside=4))
    assert {"east", "west", "watch"} <= {one["label"] for one in names["items"]}
    line = SMALL[: SMALL.index("  quiet:")].count("\n")
    place = {"line": line, "character": 2}
    actions = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": editor.uri},
        range={"start": place, "end": place},
        context={"diagnostics": []},
    )
    texts = [e["newText"] for a in actions for e in a["edit"]["changes"][editor.uri]]
    assert any("verify: {by: watch" in one for one in texts)


def test_accepted_finding_is_a_hint_and_a_closed_text_has_no_findings(editor, tmp_path):
    entry = (
        '[[accepted]]\nrule = "no-verifier"\nclause = "quiet"\nreason = "on purpose"\nby = "us"\n'
    )
    (tmp_path / "accepted.toml").write_text(entry, encoding="utf-8")
    editor.open(SMALL)
    (quiet,) = [f for f in editor.findings() if "nobody verifies 'quiet'" in f["message"]]
    assert quiet["severity"] == 4
    assert quiet["message"].endswith("accepted by us: on purpose")
    editor.tell("textDocument/didClose", textDocument={"uri": editor.uri})
    assert editor.findings() == []


def test_missing_extra_is_said_with_what_to_install():
    program = (
        "import sys; sys.modules['pygls'] = None; sys.modules['pygls.lsp.server'] = None\n"
        "sys.modules['lsprotocol'] = None\n"
        "from pactwright.cli.main import run; run(['lsp'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert (
        done.stderr == "Error: the language server needs an extra part: install pactwright[lsp]\n"
    )
