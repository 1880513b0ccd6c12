"""What comes out of node_modules, and what must not."""

from pathlib import Path

import pytest

from earlyhelp.kit import assets


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    govuk = tmp_path / "node_modules/govuk-frontend/dist/govuk"
    moj = tmp_path / "node_modules/@ministryofjustice/frontend/moj"
    (moj / "assets/images").mkdir(parents=True)
    govuk.mkdir(parents=True)
    (govuk / "govuk-frontend.min.css").write_text(
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/x.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif}"
        "@media x{.govuk-footer__copyright-logo:before{background:url(/assets/images/govuk-crest.svg)}.b{c:d}}"
        "/*# sourceMappingURL=x.map */"
    )
    (govuk / "govuk-frontend.min.js").write_text("export{};//# sourceMappingURL=x.js.map")
    (moj / "moj-frontend.min.css").write_text(".m{background:url(/assets/images/icon-a.svg)}")
    (moj / "moj-frontend.min.js").write_text("export{}")
    (moj / "assets/images/icon-a.svg").write_text("<svg/>")
    (moj / "assets/images/moj-logotype-crest.svg").write_text("<svg/>")
    return tmp_path / "node_modules"


def test_the_parts_come_without_typeface_crown_and_maps(node_modules: Path, tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    target.mkdir()
    (target / "left-over").write_text("")
    written = assets.copy(node_modules, target)
    css = (target / "govuk-frontend.min.css").read_text()
    assert css == f".a{{font-family:{assets.FONT}}}@media x{{.b{{c:d}}}}"
    assert (target / "govuk-frontend.min.js").read_text() == "export{};"
    assert "url(images/icon-a.svg)" in (target / "moj-frontend.min.css").read_text()
    assert sorted(
        path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()
    ) == sorted(path.relative_to(target).as_posix() for path in written)
    assert not list(target.rglob("*crest*"))


def test_missing_parts_say_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(assets.MissingPartsError, match="npm ci --ignore-scripts"):
        assets.copy(tmp_path, tmp_path / "vendor")


def test_the_command_copies_and_reports(
    node_modules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assets, "_ROOT", tmp_path)
    monkeypatch.setattr(assets, "_VENDOR", tmp_path / "vendor")
    assert assets.main() == 0
    assert (tmp_path / "vendor" / "moj-frontend.min.js").is_file()
    monkeypatch.setattr(assets, "_ROOT", tmp_path / "elsewhere")
    assert assets.main() == 1
    assert "npm ci" in capsys.readouterr().err
