"""The documents of the repository, as text and as syntax."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]
_READER = MarkdownIt("commonmark", {"html": True}).enable("table")


@dataclass(frozen=True)
class Page:
    """One Markdown file."""

    path: Path
    tokens: tuple[Token, ...]

    @property
    def name(self) -> str:
        """Its path from the root of the repository."""
        return str(self.path.relative_to(ROOT)) if self.path.is_relative_to(ROOT) else self.path.name

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and text of each heading, in order."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return [(int(mark.tag[1]), text.content) for mark, text in pairs if mark.type == "heading_open"]

    def fences(self, language: str) -> list[str]:
        """The code blocks of one language."""
        return [
            token.content
            for token in self.tokens
            if token.type == "fence" and token.info.split() == [language]
        ]

    def links(self) -> Iterator[str]:
        """Targets of links and pictures."""
        for token in self.tokens:
            for inner in token.children or []:
                target = inner.attrGet("href") or inner.attrGet("src")
                if isinstance(target, str):
                    yield target


def read(path: Path) -> Page:
    """Read one document."""
    return Page(path, tuple(_READER.parse(path.read_text(encoding="utf-8"))))


@cache
def documents() -> tuple[Page, ...]:
    """Every document that is kept: at the root, below docs, and beside the code."""
    patterns = ("*.md", "docs/**/*.md", "src/**/*.md", "tests/**/*.md", "benchmarks/**/*.md")
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if "vendor" not in path.parts}
    return tuple(read(path) for path in sorted(found))


def anchor(heading: str) -> str:
    """The anchor of a heading, as the usual hosts make it."""
    kept = "".join(mark for mark in heading.lower().replace("`", "") if mark.isalnum() or mark in " -_")
    return kept.strip().replace(" ", "-")
