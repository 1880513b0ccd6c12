"""The words for the groups of measures. Codes are those of the rooms that hold the records, as plain values. Pure."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.rules.places import tiles

WORDS: Final[Mapping[str, Promise]] = {
    "not_known": _("Not known"),
}


def label_of(group: str) -> str:
    """A group in the language of the page. A code without words, such as that of an agency, stands for itself."""
    if group in WORDS:
        return str(WORDS[group])
    tile = tiles().get(group)
    return tile.name if tile else group.replace("_", " ").replace("-", " ")
