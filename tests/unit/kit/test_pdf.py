"""Papers are tagged, alike each time, and never run what a person typed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from earlyhelp.kit import pdf

AT = datetime(2026, 11, 22, 9, 0, 1, 5, tzinfo=UTC)
PAPER = """#import "/kit/typst/page.typ": data, page-of, facts, note, spoken
#show: page-of
= #data.title
#facts(data.rows)
#note[#spoken("cy")[#data.text]]
"""
DATA = {
    "title": "Pennawd â tho",
    "foot": "Ŵyn ŷd",
    "rows": [["Pryd", "Heddiw"]],
    "text": "#panic() $x$ *y* ŵ ŷ",
}


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a template in a package that has the kit's frame."""
    (tmp_path / "kit").symlink_to(Path(pdf.__file__).parent)
    (tmp_path / "paper.typ").write_text(PAPER)
    monkeypatch.setattr(pdf, "_PACKAGE", tmp_path)
    return "paper.typ"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_paper_is_tagged_and_says_its_language(paper: str, language: str) -> None:
    made = pdf.compile(paper, DATA, language, at=AT)
    assert made.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made
    assert f"/Lang({language}-GB)".encode() in made
    assert b"pdfuaid:part" in made


@pytest.mark.parametrize("at", [AT, None])
def test_the_same_values_make_the_same_bytes(paper: str, at: datetime | None) -> None:
    assert pdf.compile(paper, DATA, "cy", at=at) == pdf.compile(paper, DATA, "cy", at=at)


def test_what_was_typed_stays_text(paper: str) -> None:
    assert pdf.compile(paper, DATA, "en")
