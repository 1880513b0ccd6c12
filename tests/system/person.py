"""What a person does at a screen: reads, presses keys, and looks at the page with the eyes of axe."""

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
IMAGES = ROOT / "docs" / "images"
# The pictures that the documentation shows.
SHOWN = {
    found
    for text in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    for found in re.findall(r"images/([\w-]+\.png)", text.read_text())
}
_TALLEST = 1500
_MOST_TABS = 400
_AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


# The innermost elements that stand out over the right edge.
_TOO_WIDE = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth
    && ![...one.children].some((inner) =>
      inner.getBoundingClientRect().right > document.documentElement.clientWidth))
  .slice(0, 5).map((one) => one.outerHTML.slice(0, 200))"""


class Person:
    """Somebody who uses the service with the keyboard only."""

    def __init__(self, page: Page, address: str, language: str, width: int) -> None:
        self.page, self.address, self.language, self.width = page, address, language, width
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        if message.type == "error" and "favicon" not in message.text:
            self.problems.append(message.text)

    def open(self, path: str) -> None:
        """Go to a page by its address."""
        self.page.goto(self.address + path)

    def _unfold(self, target: Locator) -> None:
        """Open what is folded around the target, from the outside in, as one has to."""
        folded = target.locator("xpath=ancestor::details[not(@open)]")
        for _ in range(folded.count()):
            self._tab(folded.first.locator("xpath=./summary"))
            self.page.keyboard.press("Enter")

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus: it must be reachable by keyboard, and show where it is."""
        self._unfold(target)
        self._tab(target)

    def _tab(self, target: Locator) -> None:
        expect(target).to_be_visible()
        for _ in range(_MOST_TABS):
            if target.evaluate("(element) => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with the Tab key")

    def type(self, name: str, text: str) -> None:
        """Tab to the field of this name and type."""
        self.tab_to(self.page.locator(f"[name='{name}']:not([type=hidden])").first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, name: str, value: str) -> None:
        """Choose a radio: arrow keys move among radios of one name, and Space chooses."""
        target = self.page.locator(f"input[name='{name}'][value='{value}']")
        group = self.page.locator(f"input[type=radio][name='{name}']")
        self._unfold(target)
        for _ in range(_MOST_TABS):
            if group.evaluate_all("(all) => all.includes(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert target.is_checked(), f"{name} = {value} cannot be chosen with the keyboard"

    def tick(self, name: str, value: str) -> None:
        """Tick a checkbox."""
        target = self.page.locator(f"input[type=checkbox][name='{name}'][value='{value}']")
        self.tab_to(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def select(self, name: str, value: str) -> None:
        """Choose from a list."""
        target = self.page.locator(f"select[name='{name}']")
        self.tab_to(target)
        target.select_option(value)

    def press_here(self, target: Locator) -> None:
        """Tab to a button that changes this page, and press Enter."""
        self.tab_to(target)
        self.page.keyboard.press("Enter")

    def press(self, target: Locator) -> None:
        """Tab to a link or button and press Enter."""
        self.tab_to(target)
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")

    def sees(self, name: str = "") -> None:
        """Look at the page: language, one heading, no fault that axe finds; keep the picture if it has a name."""
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert self.page.locator("h1").count() == 1, self.page.url
        self.page.evaluate(AXE)
        found = self.page.evaluate("(options) => axe.run(document, options)", _AXE_OPTIONS)
        faults = [
            f"{fault['id']}: {node['html'][:200]}" for fault in found["violations"] for node in fault["nodes"]
        ]
        assert not faults, f"{self.page.url}\n" + "\n".join(faults)
        assert not self.problems, self.problems
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} px too wide: {self.page.evaluate(_TOO_WIDE)}"
        picture = f"{name}-{self.language}-{self.width}.png"
        if os.environ.get("UPDATE_SCREENSHOTS") and picture in SHOWN:
            self._keep(IMAGES / picture)

    def _keep(self, path: Path) -> None:
        """Keep the top of the page as a picture: what a reader of the documentation needs to see."""
        IMAGES.mkdir(parents=True, exist_ok=True)
        tall = self.page.evaluate("document.documentElement.scrollHeight")
        size = {"x": 0, "y": 0, "width": self.width, "height": min(tall, _TALLEST)}
        self.page.evaluate("window.scrollTo(0, 0)")
        self.page.screenshot(path=path, full_page=True, clip=size)

    def signs_in_as(self, email: str) -> None:
        """Be one of the demonstration's personas."""
        self.open("/sign-in")
        self.press(self.page.locator(f"form:has(input[name=persona][value='{email}']) button"))
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.press(self.page.locator(f"button[name=switch_language][value={self.language}]"))

    def signs_out(self) -> None:
        """Sign out."""
        self.press(self.page.locator("form[action='/sign-out'] button"))

    def reference(self, prefix: str) -> str:
        """Read a reference from the page."""
        found = re.search(rf"{prefix}-\d\d-\d{{7}}", self.page.locator("main").inner_text())
        assert found, f"no {prefix} reference on {self.page.url}"
        return found.group(0)
