"""The pages on which a person's strengths, circumstances and the rest are read: strengths first, and as large."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.understand import actions
from earlyhelp.understand.choices.circumstances import CircumstanceKind
from earlyhelp.understand.choices.contacts import Never
from earlyhelp.understand.choices.entries import HowKnown, Sheet
from earlyhelp.understand.choices.strengths import StrengthKind
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules.times import Day, When
from tests.factories import told
from tests.factories.told import Household

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Household:
    return told.household()


def page(home: Household, client: Client, name: str, person: Person | None = None) -> str:
    person = person or home.mother
    home.opened(client, person)
    answer = client.get(reverse(name, args=[person.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def markup(html: str) -> list[str]:
    """The tags and classes of each entry, without its words: what decides how large it looks."""
    found = re.findall(r'<article class="kit-told".*?</article>', html, re.S)
    return [" ".join(re.findall(r'<(\w+)(?: class="([^"]*)")?', one).__str__().split()) for one in found]


def test_strengths_stand_first_and_in_the_same_size(home: Household, client: Client) -> None:
    told.entry(home.by, home.mother, Sheet.CIRCUMSTANCES, words="The flat is damp.")
    told.entry(home.by, home.mother, words="Her sister comes every Sunday.")
    html = page(home, client, "desk:person_strengths")
    assert html.index('id="strengths"') < html.index('id="circumstances"')
    assert html.index("every Sunday") < html.index("The flat is damp")
    first, second = markup(html)
    assert first == second
    headings = re.findall(r'<h2 class="([^"]+)" id="(strengths|circumstances)"', html)
    assert headings[0][0] == headings[1][0]


def test_nothing_recorded_is_never_shown_as_none(home: Household, client: Client) -> None:
    html = page(home, client, "desk:person_strengths")
    assert html.count("That does not mean that there is nothing.") == 2
    assert not re.search(r">\s*(None|No circumstances|0)\s*<", html)


def test_an_entry_says_who_said_so_how_it_is_known_and_when(home: Household, client: Client) -> None:
    told.entry(
        home.by,
        home.mother,
        Sheet.CIRCUMSTANCES,
        kind=CircumstanceKind.PRISON,
        words="Their father is in prison.",
        said_by="The offender manager",
        how_known=HowKnown.RECORDED,
        known_from="Probation",
        when=When("period", Day(date(2024, 5, 1), "month")),
        person_knows=False,
        why_not_told="She was away.",
    )
    html = page(home, client, "desk:person_strengths")
    for words in (
        "A parent, or somebody at home, in prison",
        "The offender manager",
        "Another agency recorded it: Probation",
        "Since May 2024",
        "A fact",
        "She was away.",
        "Practitioners of our agency",
    ):
        assert words in html, words


def test_what_was_put_right_stays_in_the_history(home: Household, client: Client) -> None:
    first = told.entry(home.by, home.mother, words="Her sister comes.")
    with acting(home.by):
        actions.correct_entry(
            by=home.by,
            sheet=Sheet.STRENGTHS,
            entry_id=first.pk,
            kind=StrengthKind.SAFE_RELATIONSHIPS,
            telling=told.telling(words="Her aunt comes."),
            because="It is her aunt.",
            at=timezone.now(),
        )
    html = page(home, client, "desk:person_strengths")
    assert (
        html.index("Her aunt comes.") < html.index("What stood here before") < html.index("Her sister comes.")
    )
    assert "It is her aunt." in html


def test_what_ended_stays_visible_with_the_reason(home: Household, client: Client) -> None:
    first = told.entry(home.by, home.mother)
    with acting(home.by):
        actions.end_entry(
            by=home.by, sheet=Sheet.STRENGTHS, entry_id=first.pk, because="She moved.", at=timezone.now()
        )
    html = page(home, client, "desk:person_strengths")
    assert "She moved." in html
    assert "kit-told--ended" in html


def test_the_childs_eye_shows_one_child_and_nobody_else(home: Household, client: Client) -> None:
    told.entry(
        home.by,
        home.son,
        Sheet.CHILDS_EYE,
        kind="saw",
        words="Doors banged.",
        when=When("day", Day(date(2025, 2, 1))),
    )
    told.entry(
        home.by,
        home.son,
        Sheet.CHILDS_EYE,
        kind="saw",
        words="Mam cried.",
        when=When("day", Day(date(2024, 2, 1))),
    )
    told.entry(home.by, home.son, kind=StrengthKind.TRUSTED_ADULT, words="His nain.")
    told.entry(home.by, home.daughter, Sheet.CHILDS_EYE, kind="said", words="I hide under the stairs.")
    html = page(home, client, "desk:person_childs_eye", home.son)
    assert (
        html.index("His nain.")
        < html.index("Nain makes cawl.")
        < html.index("Mam cried.")
        < html.index("Doors banged.")
    )
    assert "under the stairs" not in html
    assert "Ffion" not in html


def test_an_adult_has_no_childs_eye(home: Household, client: Client) -> None:
    assert "This page is for children" in page(home, client, "desk:person_childs_eye")


def test_last_time_and_now_stand_side_by_side(home: Household, client: Client) -> None:
    for number, words in enumerate(("We are cold. We are tired.", "We are tired. The heating works.")):
        with acting(home.by):
            actions.write_assessment(
                by=home.by,
                person_id=home.mother.pk,
                seen_number=number,
                said=told.conversation(circumstances=words, voice="Dw i’n iawn."),
                at=timezone.now() + timedelta(seconds=number),
            )
    html = page(home, client, "desk:person_what_matters")
    assert "Changed since last time" in html
    assert "<ins>The heating works.</ins>" in html
    assert "<del>We are cold.</del>" in html
    assert "The same as last time" in html
    assert html.index("Strengths: their own") < html.index("Their circumstances")
    older = client.get(reverse("desk:person_what_matters", args=[home.mother.reference]), {"back": "1"})
    assert "This is the first conversation" in older.content.decode()
    missing = client.get(reverse("desk:person_what_matters", args=[home.mother.reference]), {"back": "7"})
    assert missing.status_code == 404


def test_nothing_written_of_what_matters_says_so(home: Household, client: Client) -> None:
    assert "No conversation is written down yet" in page(home, client, "desk:person_what_matters")


def test_a_warning_stands_at_the_head_of_every_page(home: Household, client: Client) -> None:
    with acting(home.by):
        actions.write_warning(by=home.by, person_id=home.mother.pk, note=told.note(), at=told.factories.AT)
    for name in ("desk:person", "desk:person_strengths", "desk:person_contact", "desk:person_warnings"):
        assert "The dog bites." in page(home, client, name), name
    html = page(home, client, "desk:person_warnings")
    assert "Rhian Lewis" in html
    assert "Somebody should have looked at this" in html


def test_the_way_that_is_safe_stands_on_every_page_beside_what_was_reported(
    home: Household, client: Client
) -> None:
    assert "Telephone call, no voicemail" in page(home, client, "desk:person")
    with acting(home.by):
        actions.record_contact_plan(
            by=home.by,
            person_id=home.mother.pk,
            seen_number=0,
            plan=told.plan(never=(Never.VOICEMAIL, Never.LETTER), safe_times="School hours"),
            at=timezone.now(),
        )
    for name in ("desk:person", "desk:person_strengths", "desk:person_contact"):
        html = page(home, client, name)
        assert html.index("Text message only") < html.index("Telephone call, no voicemail")
        assert "Never leave a voicemail" in html
        assert home.notification in html


def test_each_page_leaves_one_entry_in_the_audit(home: Household, client: Client) -> None:
    page(home, client, "desk:person_strengths")
    with acting(home.by):
        entries = AuditEntry.objects.filter(did="person.read", target_key=str(home.mother.pk))
        assert [entry.detail for entry in entries] == [{"page": "desk:person_strengths"}]


def test_the_pages_ask_the_same_number_of_questions_however_much_is_told(
    home: Household, client: Client, django_assert_max_num_queries: Any
) -> None:
    home.opened(client, home.mother)
    address = reverse("desk:person_strengths", args=[home.mother.reference])
    for _ in range(2):
        for sheet in (Sheet.STRENGTHS, Sheet.CIRCUMSTANCES):
            for number in range(5):
                told.entry(home.by, home.mother, sheet, words=f"Entry {number}.")
        with django_assert_max_num_queries(29):
            client.get(address)


def test_safe_contact_of_one_who_was_never_asked(home: Household, client: Client) -> None:
    html = page(home, client, "desk:person", home.daughter)
    assert "Nobody has recorded which way is safe." in html
    assert "kit-safe__reported" not in html
