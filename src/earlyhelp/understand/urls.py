"""Addresses of the pages on which practitioners write about a person. They are read in `desk`'s frame."""

from django.urls import URLPattern, path

from earlyhelp.understand import api
from earlyhelp.understand.choices.entries import Sheet
from earlyhelp.understand.views import (
    assessments,
    consents,
    contacts,
    entries,
    families,
    histories,
    households,
    protection,
    searches,
    taking_back,
    warnings,
)

app_name = "understand"

_ENTRIES: list[URLPattern] = [
    path(
        "<str:reference>/strengths/new",
        entries.record_entry,
        {"sheet": Sheet.STRENGTHS.value},
        name="record_strength",
    ),
    path(
        "<str:reference>/circumstances/new",
        entries.record_entry,
        {"sheet": Sheet.CIRCUMSTANCES.value},
        name="record_circumstance",
    ),
    path(
        "<str:reference>/childs-eye/new",
        entries.record_entry,
        {"sheet": Sheet.CHILDS_EYE.value},
        name="record_child_view",
    ),
    path(
        "strengths/<uuid:entry_id>/correct",
        entries.correct_entry,
        {"sheet": Sheet.STRENGTHS.value},
        name="correct_entry",
    ),
    path(
        "circumstances/<uuid:entry_id>/correct",
        entries.correct_entry,
        {"sheet": Sheet.CIRCUMSTANCES.value},
        name="correct_entry",
    ),
    path(
        "childs-eye/<uuid:entry_id>/correct",
        entries.correct_entry,
        {"sheet": Sheet.CHILDS_EYE.value},
        name="correct_entry",
    ),
    path(
        "strengths/<uuid:entry_id>/end",
        entries.end_entry,
        {"sheet": Sheet.STRENGTHS.value},
        name="end_entry",
    ),
    path(
        "circumstances/<uuid:entry_id>/end",
        entries.end_entry,
        {"sheet": Sheet.CIRCUMSTANCES.value},
        name="end_entry",
    ),
    path(
        "childs-eye/<uuid:entry_id>/end",
        entries.end_entry,
        {"sheet": Sheet.CHILDS_EYE.value},
        name="end_entry",
    ),
]
_MATTERS: list[URLPattern] = [
    path("<str:reference>/what-matters/new", assessments.write_assessment, name="write_assessment"),
    path("<str:reference>/what-matters/keep", assessments.autosave_assessment, name="autosave_assessment"),
    path("<str:reference>/what-matters/discard", assessments.discard_assessment, name="discard_assessment"),
]
_SAFETY: list[URLPattern] = [
    path("protection/to-review", protection.to_review, name="protection_to_review"),
    path("protection/<uuid:restriction_id>/end", protection.end_restriction, name="end_restriction"),
    path("protection/apart/<uuid:pair_id>/end", protection.end_keeping_apart, name="end_keeping_apart"),
    path(
        "protection/own/<uuid:own_id>/end",
        protection.end_keeping_from_worker,
        name="end_keeping_from_worker",
    ),
    path("<str:reference>/protection/restrict", protection.restrict, name="restrict"),
    path("<str:reference>/protection/apart", protection.keep_apart, name="keep_apart"),
    path("<str:reference>/protection/own", protection.keep_from_worker, name="keep_from_worker"),
    path("warnings/to-review", warnings.warnings_to_review, name="warnings_to_review"),
    path("warnings/<uuid:note_id>", warnings.review_warning, name="review_warning"),
    path("<str:reference>/warnings/new", warnings.write_warning, name="write_warning"),
    path("<str:reference>/contact/new", contacts.record_contact_plan, name="record_contact_plan"),
]
_CONSENT: list[URLPattern] = [
    path("<str:reference>/consent/notice", consents.give_notice, name="give_notice"),
    path("<str:reference>/consent/understanding", consents.record_competence, name="record_competence"),
]
_CHILDHOOD: list[URLPattern] = [
    path("<str:reference>/own-childhood", histories.open_history, name="open_history"),
    path("<str:reference>/own-childhood/new", histories.record_history, name="record_history"),
    path("<str:reference>/own-childhood/let-read", histories.let_read_history, name="let_read_history"),
    path("own-childhood/<uuid:history_id>/correct", histories.correct_history, name="correct_history"),
    path("own-childhood/<uuid:history_id>/end", histories.end_history, name="end_history"),
    path(
        "own-childhood/let-read/<uuid:permission_id>", histories.take_back_history, name="take_back_history"
    ),
]

_SEARCHES: list[URLPattern] = [
    path("search", searches.search, name="search"),
    path("search/<uuid:search_id>", searches.found, name="found"),
    path("search/<uuid:search_id>/harder", searches.search_harder, name="search_harder"),
    path("search/<uuid:search_id>/new-person", searches.nobody, name="nobody"),
    path("compare", searches.compare, name="compare"),
    path("compare/picked", searches.pick, name="pick"),
    path("not-the-same", searches.part, name="part"),
    path("take-back/link/<uuid:said_id>", taking_back.take_back, {"kind": "link"}, name="take_back_link"),
    path("take-back/join/<uuid:said_id>", taking_back.take_back, {"kind": "join"}, name="take_back_join"),
    path(
        "take-back/not-same/<uuid:said_id>",
        taking_back.take_back,
        {"kind": "not-same"},
        name="take_back_not_same",
    ),
]

_FAMILY: list[URLPattern] = [
    path("<str:reference>/relationships/new", families.add_relative, name="add_relative"),
    path(
        "<str:reference>/relationships/<uuid:key>/correct",
        families.correct_relationship,
        name="correct_relationship",
    ),
    path("<str:reference>/relationships/<uuid:key>/end", families.end_relationship, name="end_relationship"),
    path(
        "<str:reference>/relationships/<uuid:key>/undo", families.undo_relationship, name="undo_relationship"
    ),
    path("<str:reference>/reported/<uuid:key>/confirm", families.confirm_relation, name="confirm_relation"),
    path(
        "<str:reference>/reported/<uuid:key>/pass-over",
        families.pass_over_relation,
        name="pass_over_relation",
    ),
    path("<str:reference>/birth", families.record_birth, name="record_birth"),
    path("<str:reference>/statements/new", families.describe, name="describe"),
    path(
        "<str:reference>/statements/<uuid:key>/undo", families.withdraw_statement, name="withdraw_statement"
    ),
    path("<str:reference>/households/new", households.add_household, name="add_household"),
    path("<str:reference>/households/<uuid:key>/members/new", households.add_member, name="add_member"),
    *(
        path(
            f"<str:reference>/members/<uuid:key>/{how}",
            households.change_member,
            {"how": how},
            name=f"{how}_member",
        )
        for how in ("end", "correct", "undo")
    ),
    path(
        "<str:reference>/addresses/<uuid:key>/correct",
        households.change_address,
        {"how": "correct"},
        name="correct_address",
    ),
    path(
        "<str:reference>/addresses/<uuid:key>/move",
        households.change_address,
        {"how": "move"},
        name="move_household",
    ),
    path("<str:reference>/households/<uuid:key>/hide", households.hide_address, name="hide_address"),
    path("<str:reference>/hidden/<uuid:key>/show", households.show_address, name="show_address"),
]

urlpatterns = [*api.urlpatterns, *_SEARCHES, *_ENTRIES, *_MATTERS, *_SAFETY, *_CONSENT, *_CHILDHOOD, *_FAMILY]
