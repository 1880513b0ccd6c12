"""The privacy notice that families are given: its words in one language, and which edition they are."""

from collections.abc import Mapping
from typing import Any

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.facts.notices import EDITION, list_notice_words


def get_notice_words(*, by: Actor, language: str) -> Mapping[str, Any]:
    """The words of the notice in "cy" or "en", for anybody, with its edition. Raises KeyError for another language."""
    return {**list_notice_words()[language], "number": EDITION}
