"""A client of yaml-language-server, as text editors are: Language Server Protocol over standard input and output."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

from node_packages import MODULES

PATIENCE = 60.0
"""Seconds to wait for an answer."""

_SETTINGS = {
    "yaml": {"completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}},
}


class LanguageServer:
    """A running server. Documents are opened by their path and text; nothing is written."""

    def __init__(self, root: Path) -> None:
        program = MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._answers: dict[int, Any] = {}
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._next = 0
        threading.Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
        }
        self._ask("initialize", processId=None, rootUri=root.as_uri(), capabilities=capabilities)
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=_SETTINGS)

    def close(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.wait()

    def open(self, path: Path, text: str) -> list[str]:
        """Show a document to the server. Returns the messages of what it finds wrong."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        while path.as_uri() not in self._diagnostics:
            self._take()
        return [found["message"] for found in self._diagnostics[path.as_uri()]]

    def completion(self, path: Path, line: int, column: int) -> list[str]:
        """What is offered at a place; lines and columns count from 0."""
        found = self._ask("textDocument/completion", **_place(path, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return [item["label"] for item in items]

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is shown at a place."""
        found = self._ask("textDocument/hover", **_place(path, line, column))
        contents = found["contents"] if found else ""
        return contents["value"] if isinstance(contents, dict) else str(contents)

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _ask(self, method: str, **params: Any) -> Any:
        self._next += 1
        id = self._next
        self._send({"id": id, "method": method, "params": params})
        while id not in self._answers:
            self._take()
        return self._answers.pop(id)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> None:
        """Deal with the next message of the server."""
        message = self._received.get(timeout=PATIENCE)
        if "method" not in message:
            self._answers[message["id"]] = message.get("result")
        elif message["method"] == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message:
            result = None
            if message["method"] == "workspace/configuration":
                result = [_SETTINGS.get(item.get("section")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": result})

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while header := self._process.stdout.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.partition(b":")[2])
                while self._process.stdout.readline().strip():
                    pass
                self._received.put(json.loads(self._process.stdout.read(length)))


def _place(path: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
