"""docs/en and docs/cy are one tree in two languages: the same pages, of the same shape, with the same code."""

from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Page, read


def differences(english: Path, welsh: Path) -> list[str]:
    """Pages in one tree only, and pages whose headings, code blocks, tables or pictures do not match."""
    here, there = ({path.relative_to(tree) for path in tree.rglob("*.md")} for tree in (english, welsh))
    found = [f"{path}: not in {welsh.name}" for path in sorted(here - there)]
    found += [f"{path}: not in {english.name}" for path in sorted(there - here)]
    for path in sorted(here & there):
        one, other = shape(read(english / path)), shape(read(welsh / path))
        found += [
            f"{path}: {what} differ: {one[what]} / {other[what]}" for what in one if one[what] != other[what]
        ]
    return found


def shape(page: Page) -> dict[str, object]:
    """What both languages of a page share."""
    kinds = [token.type for token in page.tokens]
    return {
        "headings": [level for level, _text in page.headings],
        "commands": page.fences("bash"),
        "code blocks": kinds.count("fence"),
        "tables' rows": kinds.count("tr_open"),
        "list items": kinds.count("list_item_open"),
        "pictures": sum(inner.type == "image" for token in page.tokens for inner in token.children or []),
    }


def test_both_languages_have_the_same_pages() -> None:
    assert not differences(ROOT / "docs" / "en", ROOT / "docs" / "cy")


def test_every_page_is_written_and_in_its_language() -> None:
    for english in sorted((ROOT / "docs" / "en").rglob("*.md")):
        welsh = ROOT / "docs" / "cy" / english.relative_to(ROOT / "docs" / "en")
        assert english.read_text(encoding="utf-8").strip()
        assert (
            read(english).headings[0] != read(welsh).headings[0]
            or len(read(english).headings[0][1].split()) < 2
        )


WHOLE = {"a.md": "# A\n\n```bash\nmake\n```\n", "b/c.md": "# C\n\n- one\n"}
BROKEN = {
    "a page missing": {"a.md": WHOLE["a.md"]},
    "a page too many": WHOLE | {"d.md": "# D\n"},
    "a heading missing": WHOLE | {"b/c.md": "- un\n"},
    "another command": WHOLE | {"a.md": "# A\n\n```bash\nmake demo\n```\n"},
    "a point missing": WHOLE | {"b/c.md": "# C\n"},
}


def grow(tree: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tree


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN)
def test_a_difference_is_reported(tmp_path: Path, files: dict[str, str]) -> None:
    assert len(differences(grow(tmp_path / "en", WHOLE), grow(tmp_path / "cy", files))) == 1


def test_the_same_shape_in_other_words_is_left_in_peace(tmp_path: Path) -> None:
    other = {"a.md": "# Ā\n\n```bash\nmake\n```\n", "b/c.md": "# Ç\n\n- un\n"}
    assert not differences(grow(tmp_path / "en", WHOLE), grow(tmp_path / "cy", other))
