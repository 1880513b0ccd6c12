"""Every link inside the repository leads to something that is there."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.pages import ROOT, Page, anchor, documents, read


def dead(pages: Iterable[Page]) -> list[str]:
    """Relative links to files or headings that are not there, and links that no other machine can follow."""
    found = []
    for page in pages:
        for link in page.links():
            parts = urlsplit(link)
            if parts.scheme in {"http", "https", "mailto", "tel"}:
                continue
            target = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
            if parts.scheme or link.startswith("/") or not target.exists():
                found.append(f"{page.name}: {link}")
            elif (
                parts.fragment
                and target.suffix == ".md"
                and not _has_heading(target, unquote(parts.fragment))
            ):
                found.append(f"{page.name}: {link} (no such heading)")
    return found


def _has_heading(path: Path, fragment: str) -> bool:
    page = read(path)
    named = f'id="{fragment}"' in path.read_text(encoding="utf-8")
    return named or fragment in {anchor(text) for _level, text in page.headings}


def test_no_link_is_dead() -> None:
    assert not dead(documents())


@pytest.mark.parametrize(
    "link", ["gone.md", "../gone/", "page.md#no-such-heading", "/absolute.md", "#gone", "ftp://example.org/x"]
)
def test_a_dead_link_is_reported(tmp_path: Path, link: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A page\n\n[text]({link})\n", encoding="utf-8")
    assert len(dead([read(page)])) == 1


@pytest.mark.parametrize(
    "link", ["page.md", "#a-page", "page.md#a-page", "https://example.org/x", "mailto:a@example.org"]
)
def test_a_live_link_is_left_in_peace(tmp_path: Path, link: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A page\n\n[text]({link})\n", encoding="utf-8")
    assert not dead([read(page)])


def test_the_first_page_leads_to_the_others() -> None:
    readme = read(ROOT / "README.md")
    wanted = {"CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"}
    assert {Path(link.split("#")[0]).name for link in readme.links()} >= wanted
