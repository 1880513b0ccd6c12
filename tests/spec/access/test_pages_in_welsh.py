"""Every page that needs no record, rendered in Welsh: nothing on it is left in English."""

import re
from html.parser import HTMLParser
from itertools import product

import pytest
from django.conf import settings
from django.test import Client

from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests.spec.access.test_access_table import ALLOWED, Page, pages, staff

__all__ = ["staff"]  # the fixture: one practitioner in each role

# Words that stand in both languages: names, languages by their own names, cookies by theirs.
SAME = frozenset({"English", "Cymraeg", "Mandarin", "Pashto", "Tigrinya"}) | {
    "csrftoken",
    "sessionid",
    "opennotes",
    "language",
    "Person 1",  # the same word in both languages
    "Person __number__",
    "Enter",  # as it stands on the key
}
# Texts that are the same as a whole: a standard, helplines by their names, and words that both languages spell alike.
ALIKE = frozenset({"Open Referral UK 3.0", "Childline", "Meic", "Cost", "Partner", "Person"})
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
PLAIN = [page for page in pages() if not page.takes]
SEEN = [(page, role) for page, role in product(PLAIN, (None, *Role)) if page.answer(role) == ALLOWED]


class Words(HTMLParser):
    """Collects the texts of a page and the attributes that are read out, but for code and another language's words."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.found, self.inside = language, set[str](), list[tuple[str, bool]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        elsewhere = said.get("lang") not in {None, self.language} or tag in {"script", "style", "code"}
        if tag not in {"meta", "link", "img", "input", "br", "hr", "path", "circle", "rect"}:
            self.inside.append((tag, elsewhere))
        for name in ("aria-label", "alt", "title", "placeholder"):
            if not any(away for _tag, away in self.inside):
                self.found.add(" ".join((said.get(name) or "").split()))

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(away for _tag, away in self.inside):
            self.found.add(" ".join(data.split()))


def words(html: str, language: str) -> set[str]:
    """The texts of a page that hold at least one word."""
    reader = Words(language)
    reader.feed(html)
    return {
        text
        for text in reader.found
        if sum(mark.isalpha() for mark in text) > 3 and not _ADDRESS.fullmatch(text)
    }


def left_in_english(english: str, welsh: str, allowed: frozenset[str]) -> list[str]:
    """Texts that are the same on both pages, though they are not names."""
    same = words(english, "en") & words(welsh, "cy")
    return sorted(
        text for text in same - ALIKE if text not in allowed and not any(name in text for name in allowed)
    )


@pytest.mark.parametrize(("page", "role"), SEEN, ids=lambda value: getattr(value, "name", None) or str(value))
def test_nothing_is_left_in_english(page: Page, role: str | None, staff: dict[str, Practitioner]) -> None:
    shown = {}
    for language in ("en", "cy"):
        client = Client()
        if role is not None:
            Practitioner.objects.filter(pk=staff[role].pk).update(language=language)
            client.force_login(staff[role])
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        response = client.get(page.example)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            return
        shown[language] = response.content.decode()
    assert 'lang="cy"' in shown["cy"]
    # An agency of the tests stands in no list of forces and councils, so a board says its code.
    names = {
        text
        for one in staff.values()
        for text in (one.full_name, one.team.name_en, one.agency.name_en, one.agency.code)
    }
    assert not left_in_english(shown["en"], shown["cy"], SAME | names)


def test_a_page_in_english_only_is_reported() -> None:
    english = "<h1>My work</h1><p>Synthetic Person 1</p>"
    assert left_in_english(english, "<h1>My work</h1>", frozenset()) == ["My work"]
    assert left_in_english('<a aria-label="Go back">x</a>', '<a aria-label="Go back">y</a>', frozenset()) == [
        "Go back"
    ]
    assert not left_in_english(
        english, "<h1>Fy ngwaith</h1><p>Synthetic Person 1</p>", frozenset({"Synthetic Person 1"})
    )
    assert not left_in_english("<a lang='en'>English</a>", "<a lang='en'>English</a>", frozenset())
