"""As much of HTTP as driving another tool on this machine needs; nothing leaves the machine."""

from __future__ import annotations

import http.cookiejar
import json
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from typing import Any

_TIMEOUT_S = 600


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Http:
    """Requests to one server, with cookies and headers that stay."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._cookies = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self._cookies),
        ).open
        self.headers: dict[str, str] = {}

    def get(self, path: str) -> bytes:
        """What lies at a path."""
        return self._send("GET", path, None, {})

    def json(self, method: str, path: str, tree: object = None) -> Any:  # noqa: ANN401 - any JSON
        """Send JSON and read JSON."""
        data = None if tree is None else json.dumps(tree).encode()
        answer = self._send(method, path, data, {"Content-Type": "application/json"})
        return json.loads(answer) if answer else None

    def upload(self, path: str, field: str, name: str, content: bytes) -> bytes:
        """Send a file as a form does."""
        boundary = uuid.uuid4().hex
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._send("POST", path, body, kind)

    def form_login(self, path: str, fields: dict[str, str]) -> None:
        """Log in by a form that is guarded by a token in a cookie."""
        self.get(path)
        token = self._token()
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Referer": self._base + path}
        self._send("POST", path, body, kind)
        self.headers["X-CSRFToken"] = self._token()
        self.headers["Referer"] = self._base

    def forget_cookies(self) -> None:
        """Be known by headers alone."""
        self._cookies.clear()

    def wait(self, path: str, seconds: float) -> None:
        """Return when the server answers. Raises TimeoutError when it does not."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                self.get(path)
            except urllib.error.HTTPError:
                return  # it answers
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(f"{self._base} does not answer")

    def _token(self) -> str:
        return next(str(each.value) for each in self._cookies if each.name == "csrftoken")

    def _send(self, method: str, path: str, data: bytes | None, more: dict[str, str]) -> bytes:
        request = urllib.request.Request(  # noqa: S310 - always this machine
            self._base + path, data, {**self.headers, **more}, method=method
        )
        try:
            with self._open(request, timeout=_TIMEOUT_S) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            error.msg = f"{error.msg} at {path}: {error.read()[:300]!r}"
            raise
