"""One text in the language of the page. Directories that other people keep do not always have both."""

from django.utils.translation import get_language


def in_reader_language(en: str, cy: str) -> str:
    """The text in the language of the page; English where a directory has no Welsh for it."""
    return cy if cy and (get_language() or "en").startswith("cy") else en
