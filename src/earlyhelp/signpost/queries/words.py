"""Finding services by words: the beginnings of words in a name or description, or part of the organisation's name."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from earlyhelp.signpost.models import Organisation

MOST_WORDS = 10


def saying(words: str) -> Q:
    """Services that say all of these words, in either language."""
    said = Q()
    for word in words.split()[:MOST_WORDS]:
        named = Organisation.objects.filter(Q(name_en__icontains=word) | Q(name_cy__icontains=word))
        holds, prefix = Q(organisation__in=named), _prefix(word)
        if prefix:
            holds |= Q(words=SearchQuery(prefix, config="simple", search_type="raw"))
        said &= holds
    return said


def _prefix(word: str) -> str:
    """A word and what begins with it, as `to_tsquery` reads it. Everything but letters and digits parts words."""
    parts = "".join(letter if letter.isalnum() else " " for letter in word).split()
    return " & ".join(f"{part}:*" for part in parts)
