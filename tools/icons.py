"""Draws the service's icons for telephones from its mark: `python tools/icons.py`. Needs Chromium."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_FOLDER = Path(__file__).resolve().parents[1] / "src" / "earlyhelp" / "kit" / "static" / "kit"
# Name, width, width of the mark in it, and what is behind: telephones cut a maskable icon to a shape of their own.
_ICONS = (
    ("icon-192.png", 192, 192, "transparent"),
    ("icon-512.png", 512, 512, "transparent"),
    ("icon-maskable-512.png", 512, 410, "#0b4a50"),
)


def draw(browser: Browser, name: str, width: int, mark: int, behind: str) -> None:
    """Write one icon."""
    svg = (_FOLDER / "mark.svg").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": width})
    frame = f"margin:0;height:{width}px;display:grid;place-items:center;background:{behind}"
    page.set_content(f'<body style="{frame}"><div style="width:{mark}px;height:{mark}px">{svg}</div></body>')
    page.screenshot(path=_FOLDER / name, omit_background=True)
    page.close()


def main() -> int:
    """Write all of them."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, width, mark, behind in _ICONS:
            draw(browser, name, width, mark, behind)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
