"""The page and its parts, drawn with everything and with nothing."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils import translation

from earlyhelp.kit.forms import Form, TextField
from earlyhelp.kit.templatetags import kit

AT = datetime(2026, 7, 4, 9, 5, tzinfo=UTC)
AGENCY = SimpleNamespace(name_en="South Wales Police", name_cy="Heddlu De Cymru")


def draw(name: str, **context: Any) -> str:
    return render_to_string(f"kit/components/{name}.html", context)


class One(Form):
    name = TextField(label="Name", missing="Enter the name")


def page(name: str = "kit/form_page.html", **context: Any) -> str:
    return render_to_string(name, context)


def test_a_page_with_nothing_still_has_its_frame() -> None:
    text = page("kit/base.html")
    assert '<html lang="en"' in text
    assert "Skip to main content" in text
    assert 'form="language-form"' in text
    assert "Accessibility statement" in text
    assert "Error:" not in text
    assert "Sign out" not in text
    assert "data-session-minutes" not in text
    assert "style=" not in text
    assert "<script>" not in text


def test_a_page_says_who_is_signed_in_and_where_they_are() -> None:
    user = SimpleNamespace(is_authenticated=True, given_name="Siân", family_name="Prydderch", agency=AGENCY)
    links = [{"href": "/a", "text": "My work", "current": True}, {"href": "/b", "text": "Search"}]
    text = page("kit/base.html", user=user, navigation=links, demonstration=True, session_minutes=60)
    for words in ["Siân Prydderch", "South Wales Police", "Sign out", "made up", 'data-session-minutes="60"']:
        assert words in text
    assert text.count('aria-current="page"') == 1


def test_a_page_in_welsh_offers_english() -> None:
    with translation.override("cy"):
        text = page("kit/base.html")
    assert '<html lang="cy"' in text
    assert 'value="en"' in text


def test_a_page_with_errors_says_so_in_title_and_summary() -> None:
    text = page(form=One({"name": ""}), back_url="/back", autosave_url="/save")
    assert "<title>Error: " in text
    assert text.count("There is a problem") == 1
    assert 'form="main-form"' in text
    assert 'href="/back"' in text
    assert 'data-autosave-url="/save"' in text


def test_a_page_without_errors_has_no_summary() -> None:
    text = page(form=One())
    assert "There is a problem" not in text
    assert "data-autosave" not in text


@pytest.mark.parametrize(("level", "heading"), [("success", "Done"), ("info", "Important")])
def test_messages_are_announced(level: str, heading: str) -> None:
    class Message(SimpleNamespace):
        def __str__(self) -> str:
            return "The draft was kept"

    text = render_to_string("kit/messages.html", {"messages": [Message(level_tag=level)]})
    assert heading in text
    assert "The draft was kept" in text


@pytest.mark.parametrize("name", ["400", "403", "404", "403_csrf", "500"])
def test_error_pages_say_what_to_do_next(name: str) -> None:
    text = render_to_string(f"{name}.html")
    assert text.count("<h1") == 1
    assert "Go to the first page" in text


def test_a_refusal_is_shown_on_its_page() -> None:
    assert "Only the author may" in render_to_string("403.html", {"refusal": "Only the author may do this"})


def test_the_exit_has_its_sentences_in_the_page() -> None:
    text = render_to_string("kit/exit_this_page.html")
    assert "data-exit-keys" in text
    assert "data-i18n.activated" in text


def test_summary_lists() -> None:
    rows = [
        {"key": "Name", "value": "<b>", "href": "/n"},
        {"key": "Address", "lines": ["1 Heol", "Pen-y-bont"], "href": "/a", "action": "Correct"},
        {"key": "Children", "value": 0},
        {"key": "Telephone", "value": "", "quote": True},
    ]
    text = draw(
        "summary_list", rows=rows, title="Report", title_href="/t", title_action="Change all", level=3
    )
    assert "&lt;b&gt;" in text
    assert "1 Heol<br>Pen-y-bont" in text.replace("\n", "")
    assert "Not given" in text
    assert "Correct" in text
    assert '<h3 class="govuk-summary-card__title">' in text
    assert "Nobody asked" in draw("summary_list", rows=rows[-1:], empty="Nobody asked")
    assert "card" not in draw("summary_list", rows=rows)
    assert "card__actions" not in draw("summary_list", rows=rows, title="Report")


def test_the_clock_says_its_time_in_words() -> None:
    text = draw("time_left", text="2 working hours left", percent=75, state="soon", due=AT)
    assert "2 working hours left" in text
    assert "kit-time--soon" in text
    assert "4 July, 10:05" in text
    assert "kit-time--good" in draw("time_left", text="Plenty")


def test_identity_bars() -> None:
    text = draw(
        "identity_bar", title="Siân", heading=True, facts=[{"key": "Born", "value": "1984"}], tag="Linked"
    )
    assert '<h1 class="kit-identity__name">Siân</h1>' in text
    assert "Linked" in text
    assert "<dl" not in draw("identity_bar", title="Siân")


def test_comparisons_say_in_words_what_agrees() -> None:
    rows = [
        {"key": "Name", "left": "Siân", "right": "Sian", "same": False},
        {"key": "Born", "left": "1984", "right": "1984", "same": True},
        {"key": "Telephone", "left": "", "right": None, "same": None},
    ]
    text = draw("compare", caption="One person?", left_title="Reported", right_title="Known", rows=rows)
    for words in ["Same", "Different", "Cannot say"]:
        assert words in text


def test_timelines() -> None:
    items = [
        {
            "title": "Sent",
            "at": AT,
            "by": "PC Dylan Rhydwen",
            "text": "One\nTwo",
            "href": "/n",
            "action": "Read",
        },
        {"title": "Seen", "at": AT},
        {"title": "Read", "at": AT, "text": "Words"},
    ]
    text = draw("timeline", items=items, level=3)
    assert text.count("<h3") == 3
    assert "One<br>Two" in text
    assert "4 July 2026, 10:05" in text


def test_pages_of_a_long_list() -> None:
    pages = Paginator(range(1000), 10)
    first, middle, last = (
        draw("pagination", page=pages.page(number), query="q=1&") for number in (1, 50, 100)
    )
    assert "Previous page" not in first
    assert "Next page" not in last
    assert middle.count("⋯") == 2
    assert "?q=1&amp;page=51" in middle
    assert draw("pagination", page=Paginator([1], 10).page(1)).strip() == ""


def test_tables_label_each_cell_for_the_telephone() -> None:
    cells = [
        {"text": "EH-26-0004217", "href": "/n"},
        {"lines": ["Siân", "Owain"]},
        {"tag": "Amber", "tag_colour": "orange"},
        {"time": {"text": "Today", "percent": 1}},
        {"text": "First"},
    ]
    columns = ["Notification", "People", "Grade", "Time", "Before"]
    text = draw("table", caption="Queue", caption_hidden=True, columns=columns, rows=[{"cells": cells}])
    assert 'data-label="People"' in text
    assert 'data-label="Before"' in text
    assert "govuk-tag--orange" in text
    assert "govuk-visually-hidden" in text
    assert "caption--m" in draw("table", caption="Queue", columns=columns, rows=[])


@pytest.mark.parametrize(
    ("name", "context", "words"),
    [
        ("tag", {"text": "New"}, "New"),
        (
            "panel",
            {"title": "Sent", "label": "Your reference", "reference": "EH-26-0004217"},
            "EH-26-0004217",
        ),
        ("panel", {"title": "Sent"}, "Sent"),
        ("inset", {"text": "Her words", "title": "As she said it", "quote": True}, "Her words"),
        ("inset", {"text": "Plain"}, "Plain"),
        ("details", {"summary": "More", "text": "Words", "open": True}, "open"),
        ("details", {"summary": "More", "text": "Words"}, "More"),
        ("empty_state", {"title": "Nothing", "text": "Yet", "href": "/x", "action": "Start"}, "Start"),
        ("empty_state", {"title": "Nothing"}, "Nothing"),
        ("back_link", {"href": "/x", "text": "Back to the list"}, "Back to the list"),
    ],
)
def test_small_parts(name: str, context: dict[str, Any], words: str) -> None:
    assert words in draw(name, **context)


def test_filters_speak_the_reader_s_language() -> None:
    assert kit.words(AGENCY) == "South Wales Police"
    assert kit.words(None) == ""
    assert kit.day(date(2026, 3, 4)) == "4 March 2026"
    assert kit.moment(AT) == "4 July 2026, 10:05"
    assert kit.day(None) == kit.moment(None) == kit.telephone(None) == ""
    assert kit.telephone("+447700900123") == "07700 900123"
    with translation.override("cy"):
        assert kit.words(AGENCY) == "Heddlu De Cymru"
        assert kit.day(date(2026, 3, 4)) == "4 Mawrth 2026"
