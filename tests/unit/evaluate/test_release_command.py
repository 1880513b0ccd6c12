"""`earlyhelp release`: builds into a new folder, checks it, and says in a sentence what is wrong."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.factories.released import MEASURES, write_values

from earlyhelp.config.commandline import parser
from earlyhelp.config.releasing import release_call
from earlyhelp.evaluate.management.commands import release as command


@pytest.fixture
def values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "MEASURES", MEASURES)
    return write_values(tmp_path / "values")


def run(*words: object) -> str:
    name, places, options = release_call(parser().parse_args(["release", *map(str, words)]))
    out = StringIO()
    call_command(name, *places, stdout=out, **options)
    return out.getvalue()


def build(values: Path, out: Path, *more: object) -> str:
    return run("build", "--values", values, "--period", "2025-26", "--out", out, *more)


def test_it_is_built_and_checked(values: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(values, out) == "Figures: 3. Files: 28.\n"
    assert run("verify", out) == "Every file is as the manifest says.\n"
    assert run("verify", out, "--rebuild", "--values", values) == "Every file is as the manifest says.\n"


def test_a_changed_file_is_named(values: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(values, out, "--audience", "board", "--published-on", "2026-06-15")
    (out / "bulletin.cy.html").write_text("")
    with pytest.raises(CommandError, match="not what its manifest says") as problem:
        run("verify", out)
    assert problem.value.returncode == 1


def test_the_next_release_knows_the_one_before(values: Path, tmp_path: Path) -> None:
    build(values, tmp_path / "first")
    build(values, tmp_path / "next", "--before", tmp_path / "first")
    assert "same figures as the one before" in (tmp_path / "next" / "bulletin.en.html").read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--period", "2025"], "financial year"),
        (["--period", "2019-20"], "No measure has a value"),
        (["--published-on", "soon"], "is a date"),
        (["--values", "nowhere"], "values.parquet"),
    ],
)
def test_what_cannot_be_built_is_said(values: Path, tmp_path: Path, words: list[str], says: str) -> None:
    with pytest.raises(CommandError, match=says) as problem:
        build(values, tmp_path / "out", *words)
    assert problem.value.returncode == 2


def test_a_release_is_never_written_over(values: Path, tmp_path: Path) -> None:
    build(values, tmp_path / "out")
    with pytest.raises(CommandError, match="never written over"):
        build(values, tmp_path / "out")


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no manifest"):
        run("verify", tmp_path)
