"""Three minutes on a phone: every tap counted, every word timed at 35 words a minute. The test prints the count."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.system.conftest import HOME, ROOT, SOURCE
from tests.system.person import Person

pytestmark = pytest.mark.slow
MAPPING = ROOT / "src" / "earlyhelp" / "exchange" / "mappings" / "south-wales.toml"
NUMBER = "P260301-0412"
HEADINGS = (
    "Incident Number,Date Opened,Time Opened,Closed,Opening Code,Closing Code,Qualifiers,Location,Town,"
    "Location Postcode,Local Authority,Role,Forename,Surname,DOB,Sex,Home Address,Home Postcode,Telephone,Email,"
    "Nominal Ref"
)
INCIDENT = f"{NUMBER},01/03/2026,21:40,,PSW01,,,1 Heol Synthetig,Pen-y-bont ar Ogwr,CF99 1CC,BRIDGEND"
PEOPLE = (
    "SUBJECT,Angharad,Prawf,02/04/1991,F,1 Heol Synthetig,CF99 1CC,07700 900123,,1",
    "CHILD,Macsen,Prawf,30/09/2018,M,1 Heol Synthetig,CF99 1CC,,,2",
)
STRENGTHS = "Nain comes every day and cooks. Macsen loves school. Angharad asked for help herself."
SEEN = (
    "Called about shouting. Angharad was crying and said the benefits had stopped. The fridge was empty and the meter "
    "had run out. The home was clean. Nobody was hurt. Macsen was dressed for bed and sat close to his mother."
)
CHILD_SAID = "I want to have tea with Nain tomorrow."

WORDS_A_MINUTE, LETTERS_IN_A_WORD = 35, 5
SECONDS_A_TAP = 1.5
MOST_TAPS, MOST_LOADS, MOST_SECONDS = 12, 2, 180


class Thumb:
    """A thumb on a phone: taps are counted, typing takes its time, and page loads are heard."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.letters, self.loads, self.waited = page, 0, 0, 0, 0.0
        page.on("load", lambda _page: self._loaded())

    def _loaded(self) -> None:
        self.loads += 1

    def tap(self, target: Locator) -> None:
        """One tap, which waits for what it brings."""
        self.taps += 1
        started = time.monotonic()
        target.tap()
        self.waited += time.monotonic() - started

    def write(self, target: Locator, text: str) -> None:
        """A tap into a box, and words."""
        self.tap(target)
        self.letters += len(text)
        self.page.keyboard.insert_text(text)

    def choose(self, name: str, value: str) -> None:
        """A tap on a radio or a checkbox."""
        self.tap(self.page.locator(f"input[name='{name}'][value='{value}']"))

    @property
    def seconds(self) -> float:
        """Typing at 35 words a minute, a moment for each tap, and what the service itself took."""
        typing = self.letters / LETTERS_IN_A_WORD / WORDS_A_MINUTE * 60
        return typing + self.taps * SECONDS_A_TAP + self.waited


@pytest.fixture(scope="session")
def incident(address: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Bring an incident with a mother and her son into the running service, as a force would."""
    file: Path = tmp_path_factory.mktemp("incidents") / "incidents.csv"
    file.write_text("\n".join([HEADINGS, *(f"{INCIDENT},{person}" for person in PEOPLE)]) + "\n", "utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment |= {"EARLYHELP_MODE": "demonstration", "EARLYHELP_HOME": str(HOME)}
    environment["PYTHONPATH"] = SOURCE
    command = [sys.executable, "-m", "earlyhelp.config.commandline", "import", "incidents", str(file)]
    done = subprocess.run(
        [*command, "--mapping", str(MAPPING)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return NUMBER


@pytest.mark.parametrize(
    ("person", "email"),
    [(("en", 375), "sarah.beynon@police.example.org"), (("cy", 375), "ifan.prydderch@police.example.org")],
    indirect=["person"],
)
def test_a_low_level_concern_takes_twelve_taps_two_pages_and_three_minutes(
    person: Person, email: str, incident: str, capsys: pytest.CaptureFixture[str]
) -> None:
    person.signs_in_as(email)
    page = person.page
    expect(page.locator("html")).to_have_attribute("lang", person.language)
    expect(page.locator("form[action='/sign-out']")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    person.open("/notifications/start")
    thumb = Thumb(page)

    thumb.choose("danger", "neither")
    thumb.tap(page.locator("#main-form button[type=submit]"))
    expect(page.locator("[name=seen_and_heard]")).to_be_visible()

    # The incident knows when and where, and who: the number is typed, and "Go" on the keyboard fetches them.
    thumb.write(page.locator("[name=incident_number]"), incident)
    page.keyboard.press("Enter")
    expect(page.locator("[name='people-1-given_name']")).to_have_value("Macsen")
    expect(page.locator("[name='people-0-family_name']")).to_have_value("Prawf")
    expect(page.locator("[name=place]")).to_have_value("1 Heol Synthetig Pen-y-bont ar Ogwr")
    expect(page.locator("[name=area]")).to_have_value("W06000013")
    expect(page.locator("[data-from-incident=place]")).to_be_visible()
    expect(page.locator("[data-from-incident=people-1]")).to_be_visible()
    person.sees("write-prefilled")

    child = page.locator("#people [data-row]").nth(1)
    thumb.tap(child.locator("details:has([name='people-1-own_words']) > summary"))
    thumb.write(child.locator("[name='people-1-own_words']"), CHILD_SAID)
    thumb.write(page.locator("[name=strengths]"), STRENGTHS)
    thumb.write(page.locator("[name=seen_and_heard]"), SEEN)
    thumb.choose("needs", "money")
    thumb.choose("help_offered", "wants")
    thumb.choose("sharing_view", "agrees")
    thumb.tap(page.locator("#main-form button[type=submit]:not([name])"))

    expect(page).to_have_url(re.compile(r"/check$"))
    expect(page.locator("main")).to_contain_text("Macsen Prawf")
    expect(page.locator("main")).to_contain_text(CHILD_SAID)
    loads_until_sending = thumb.loads
    person.sees("check-prefilled")
    thumb.tap(page.locator("#main-form button[type=submit]:not([name])"))
    expect(page).to_have_url(re.compile(r"/sent/EH-"))
    assert person.reference("EH")

    with capsys.disabled():
        print(
            f"\n{person.language}: {thumb.taps} taps, {loads_until_sending} page loads and the receipt, "
            f"{thumb.letters // LETTERS_IN_A_WORD} words, {thumb.seconds:.0f} seconds "
            f"(of which the service took {thumb.waited:.1f})"
        )
    assert thumb.taps <= MOST_TAPS
    assert loads_until_sending <= MOST_LOADS
    assert thumb.seconds < MOST_SECONDS
    assert not person.problems
