"""The words of a pack: data in both languages (`words.toml`), and values of columns as people read them."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.db import models
from django.utils.translation import override

from earlyhelp.govern.rules.redaction import compose
from earlyhelp.kit.time_words import written_date, written_moment

LANGUAGES: Final = ("en", "cy")
Text = dict[str, str]
Column = Any  # a field of a model: django-stubs makes it generic, and Django does not


@cache
def pack_words() -> Mapping[str, Mapping[str, Text]]:
    """Everything that a pack says of its own, by part: sections, frame, exemptions, columns."""
    place = files("earlyhelp.desk") / "queries" / "packs" / "words.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def frame(word: str) -> Text:
    """One word of the frame, in both languages."""
    return dict(pack_words()["frame"][word])


def column_words(field: Column) -> Text:
    """What a column is called; the model's own words where `words.toml` has none."""
    known = pack_words()["columns"].get(field.name)
    return dict(known) if known else in_both(lambda: str(field.verbose_name).capitalize())


def in_both(say: Any) -> Text:
    """What this says in either language."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = compose(str(say()))
    return said


def is_fixed(field: Column) -> bool:
    """Whether a column holds a date, a number or a word of a closed list: nobody is named in it."""
    base = getattr(field, "base_field", None)
    closed = bool(field.choices) or (base is not None and bool(base.choices))
    spoken = (models.CharField, models.TextField, models.JSONField)
    return closed or not isinstance(base or field, spoken)


def value_words(row: models.Model, field: Column) -> Text | None:
    """What a column of a row says, as people read it; None when it says nothing."""
    value = getattr(row, field.attname)
    if value is None or value == "" or value == [] or value == {}:
        return None
    if field.choices:
        return in_both(lambda: getattr(row, f"get_{field.name}_display")())
    base = getattr(field, "base_field", None)
    if base is not None and base.choices and isinstance(value, Sequence):
        labels = dict(base.flatchoices)
        return in_both(lambda: "; ".join(str(labels.get(one, one)) for one in value))
    return _plain(value)


def _plain(value: Any) -> Text | None:
    if isinstance(value, bool):
        return frame("yes" if value else "no")
    if isinstance(value, datetime):
        return in_both(lambda: written_moment(value))
    if isinstance(value, date):
        return in_both(lambda: written_date(value))
    if isinstance(value, bytes | memoryview):
        return frame("file")
    text = compose("; ".join(_leaves(value)))
    return dict.fromkeys(LANGUAGES, text) if text.strip() else None


def _leaves(value: Any) -> list[str]:
    """Every word that stands somewhere in a value of JSON."""
    if isinstance(value, Mapping):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list | tuple | set | frozenset):
        return [leaf for one in value for leaf in _leaves(one)]
    return [str(value)] if value not in (None, "", True, False) else []
