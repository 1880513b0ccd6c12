"""A stand-in for GOV.UK Notify on this machine: it checks the token, takes messages and says what became of them.

It speaks the protocol of https://docs.notifications.service.gov.uk/rest-api.html as far as the product does.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import jwt

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"test-{SERVICE}-{SECRET}"


@dataclass
class Notify:
    """What the stand-in took, and how it answers next."""

    address: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    refuse: tuple[int, str] | None = None
    lose_answers: int = 0

    def settings(self) -> dict[str, str]:
        """What `settings.NOTIFY` must be to use it."""
        return {"key": KEY, "address": self.address, "text_template": "text", "email_template": "email"}

    def becomes(self, status: str) -> None:
        """Say what became of everything that was taken."""
        for one in self.taken:
            one["status"] = status


class Handler(BaseHTTPRequestHandler):
    """Answers as Notify does. `state` is given by whoever runs it."""

    state: Notify

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def answer(self, code: int, what: object) -> None:
        body = json.dumps(what).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def is_let_in(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_aud": False})
        except jwt.InvalidTokenError:
            claims = {}
        if claims.get("iss") == SERVICE:
            return True
        self.answer(403, {"errors": [{"error": "AuthError", "message": "Invalid token"}]})
        return False

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.is_let_in():
            return
        if self.state.refuse:
            code, error = self.state.refuse
            self.answer(code, {"status_code": code, "errors": [{"error": error, "message": error}]})
            return
        kind = urlsplit(self.path).path.rsplit("/", 1)[-1]
        self.state.taken.append(sent | {"id": str(uuid4()), "type": kind, "status": "created"})
        if self.state.lose_answers:
            self.state.lose_answers -= 1
            self.close_connection = True
            self.connection.close()
            return
        self.answer(201, {"id": self.state.taken[-1]["id"], "reference": sent.get("reference")})

    def do_GET(self) -> None:
        if not self.is_let_in():
            return
        address = urlsplit(self.path)
        if address.path == "/v2/notifications":
            asked = parse_qs(address.query)["reference"][0]
            found = [one for one in self.state.taken if one.get("reference") == asked]
            self.answer(200, {"notifications": found, "links": {}})
            return
        key = address.path.rsplit("/", 1)[-1]
        one = next((one for one in self.state.taken if one["id"] == key), None)
        self.answer(200 if one else 404, one or {"errors": []})


@contextmanager
def notify() -> Iterator[Notify]:
    """Run it while the context lasts."""
    state = Notify()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (Handler,), {"state": state}))
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
