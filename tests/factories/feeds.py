"""A small server of directories, each with the habits of real ones."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Feed:
    """What a source holds and does. `breaks` are pages that are cut off; `busy` answers 503 so many times first."""

    services: list[Any]
    size: int = 3
    version: str = "3.0"
    lines_only: bool = False
    knows: frozenset[str] = frozenset({"per_page", "modified_after", "search"})
    breaks: set[int] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    busy: int = 0
    etag: str = ""
    same_page: bool = False
    asked: list[str] = field(default_factory=list)

    def page(self, asked: dict[str, str]) -> Any:
        number = 1 if self.same_page else int(asked.get("page", 1))
        size = int(asked["per_page"]) if "per_page" in asked and "per_page" in self.knows else self.size
        found = list(self.services)
        if "modified_after" in asked and "modified_after" in self.knows:
            found = [one for one in found if one.get("last_modified", "") >= asked["modified_after"]]
        if "search" in self.knows and asked.get("search", asked.get("text")):
            found = []
        shown = found[(number - 1) * size : number * size]
        if self.lines_only and not ("full" in self.knows and asked.get("full")):
            shown = [
                {key: value for key, value in one.items() if not isinstance(value, list)} for one in shown
            ]
        pages = max(1, -(-len(found) // size))
        if self.version == "1.0":
            return {"totalElements": len(found), "totalPages": pages, "number": number, "content": shown}
        return {
            "total_items": len(found),
            "total_pages": pages,
            "page_number": number,
            "last_page": number >= pages,
            "contents": shown,
        }


def _answer(feed: Feed, path: str, held: str) -> tuple[int, Any, dict[str, str], bool]:
    """The status, the JSON, the headers, and whether it is cut off."""
    parts = urlsplit(path)
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    key = parts.path.removeprefix("/services").strip("/")
    if feed.busy:
        feed.busy -= 1
        return 503, {}, {"Retry-After": "0"}, False
    if feed.etag and held == feed.etag:
        return 304, None, {}, False
    if parts.path == "/":
        return 200, {"version": "HSDS 3.0", "profile": "x", "openapi_url": "x"}, {}, False
    if key:
        found = [one for one in feed.services if str(one["id"]) == key and key not in feed.gone]
        return (200, found[0], {}, False) if found else (404, {}, {}, False)
    cut = int(asked.get("page", 1)) in feed.breaks
    return 200, feed.page(asked), {"ETag": feed.etag} if feed.etag else {}, cut


@contextmanager
def serving(feed: Feed) -> Iterator[str]:
    """Serve a feed, and give the address of its services."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed.asked.append(self.path)
            self.answer(*_answer(feed, self.path, self.headers.get("If-None-Match", "")))

        def answer(self, status: int, value: Any, headers: dict[str, str], cut: bool = False) -> None:
            body = b"" if value is None else json.dumps(value).encode()
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if cut else body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/services"
    finally:
        server.shutdown()
        server.server_close()
