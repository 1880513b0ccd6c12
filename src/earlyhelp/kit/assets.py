"""Copies the front-end parts out of node_modules, made fit for us: `python -m earlyhelp.kit.assets`.

Left out on purpose: the typeface GDS Transport and the crown, which only GOV.UK may use. Addresses of images
are made relative, so that hashed file names work; source maps are dropped.
"""

import re
import shutil
import sys
from pathlib import Path

FONT = '-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'
_GOVUK = Path("govuk-frontend/dist/govuk")
_MOJ = Path("@ministryofjustice/frontend/moj")
_ROOT = Path(__file__).resolve().parents[3]
_VENDOR = Path(__file__).resolve().parent / "static" / "vendor"


class MissingPartsError(Exception):
    """node_modules is not there, or not whole. The message says what to run."""


def own_look(css: str) -> str:
    """The stylesheet without GDS Transport, without the crest, and with relative addresses."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", FONT)
    css = re.sub(r"[^{}]*\.govuk-footer__copyright-logo[^{}]*\{[^{}]*\}", "", css)
    css = css.replace("url(/assets/images/", "url(images/")
    return _without_map(css)


def _without_map(text: str) -> str:
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    return re.sub(r"//# sourceMappingURL=\S+", "", text)


def copy(node_modules: Path, target: Path) -> list[Path]:
    """Write the parts into `target`, which is emptied first; give back what was written.

    Raises MissingPartsError when a part is not in `node_modules`.
    """
    sources = {
        "govuk-frontend.min.css": node_modules / _GOVUK / "govuk-frontend.min.css",
        "govuk-frontend.min.js": node_modules / _GOVUK / "govuk-frontend.min.js",
        "moj-frontend.min.css": node_modules / _MOJ / "moj-frontend.min.css",
        "moj-frontend.min.js": node_modules / _MOJ / "moj-frontend.min.js",
    }
    if missing := [name for name, source in sources.items() if not source.is_file()]:
        raise MissingPartsError(
            f"Not found in {node_modules}: {', '.join(missing)}. Run: npm ci --ignore-scripts"
        )
    shutil.rmtree(target, ignore_errors=True)
    (target / "images").mkdir(parents=True)
    written = []
    for name, source in sources.items():
        text = source.read_text(encoding="utf-8")
        (target / name).write_text(
            own_look(text) if name.endswith(".css") else _without_map(text), encoding="utf-8"
        )
        written.append(target / name)
    icons = sorted((node_modules / _MOJ / "assets" / "images").glob("icon-*"))
    return [*written, *(Path(shutil.copy(icon, target / "images" / icon.name)) for icon in icons)]


def main() -> int:
    """Copy from this project's node_modules to its static files."""
    try:
        copy(_ROOT / "node_modules", _VENDOR)
    except MissingPartsError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    return 0


if __name__ == "__main__":  # pragma: no cover - one line; `main` is tested
    sys.exit(main())
