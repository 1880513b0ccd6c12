"""What is in docs/generated is printed by a test, so that it is never stale and never written by hand."""

from collections.abc import Iterable

from tests.docs.pages import ROOT


def unprinted(names: Iterable[str], tests: str) -> list[str]:
    """Generated pages of which no test of the specification says that it prints them."""
    return sorted(name for name in names if name not in tests)


def specifications() -> str:
    """The text of all tests that print."""
    return "\n".join(
        text
        for path in sorted((ROOT / "tests" / "spec").rglob("*.py"))
        if "UPDATE_GENERATED" in (text := path.read_text(encoding="utf-8"))
    )


def test_every_generated_page_is_printed_by_a_test() -> None:
    names = [path.name for path in (ROOT / "docs" / "generated").glob("*.md")]
    assert names
    assert not unprinted(names, specifications())


def test_a_page_written_by_hand_is_reported() -> None:
    assert unprinted(["access.md", "by-hand.md"], 'PAGE = "access.md"') == ["by-hand.md"]
