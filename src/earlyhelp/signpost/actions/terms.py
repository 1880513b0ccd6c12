"""The taxonomies and terms of feeds, and our own."""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import translation

from earlyhelp.identify.choices import Need
from earlyhelp.signpost.choices import NEED_VOCABULARY
from earlyhelp.signpost.models import Taxonomy, TaxonomyTerm
from earlyhelp.signpost.openreferral import Part
from earlyhelp.signpost.rules import directory as rules

_UNNAMED = "unnamed"


class Terms:
    """The keys of terms, made where they were not known."""

    def __init__(self, parts: Iterable[Part]) -> None:
        taxonomies: dict[UUID, Taxonomy] = {}
        terms: dict[UUID, TaxonomyTerm] = {}
        for part in parts:
            columns = part.columns
            code = str(columns["taxonomy"]) or _UNNAMED
            taxonomy = _taxonomy_key(code)
            words = rules.TermWords(code, str(columns["code"]), str(columns["name_en"]))
            taxonomies[taxonomy] = Taxonomy(id=taxonomy, code=code, name_en=code, description_en=code)
            terms[_term_key(part)] = TaxonomyTerm(
                id=_term_key(part),
                taxonomy_id=taxonomy,
                code=columns["code"],
                need=next(iter(rules.list_needs([words])), ""),
                uri=columns["uri"],
                name_en=columns["name_en"],
                name_cy=columns["name_cy"],
                description_en=columns["description_en"],
                description_cy=columns["description_cy"],
            )
        if terms:
            Taxonomy.objects.bulk_create(taxonomies.values(), ignore_conflicts=True)
            TaxonomyTerm.objects.bulk_create(terms.values(), ignore_conflicts=True, batch_size=1000)

    def key_of(self, part: Part) -> UUID:
        """The key of the term that a part speaks of."""
        return _term_key(part)


def write_needs() -> None:
    """Keep our own list of needs as a taxonomy, in both languages, as it is now."""
    english, welsh = _labels("en"), _labels("cy")
    key = _taxonomy_key(NEED_VOCABULARY)
    Taxonomy.objects.bulk_create(
        [
            Taxonomy(
                id=key,
                code=NEED_VOCABULARY,
                name_en="Needs that Early Action Together speaks of",
                name_cy="Anghenion y mae Camau Cynnar gyda’n Gilydd yn sôn amdanynt",
                description_en="What somebody may need help with.",
                description_cy="Yr hyn y gallai fod ar rywun angen cymorth ag ef.",
                version="1",
            )
        ],
        ignore_conflicts=True,
    )
    terms = [
        TaxonomyTerm(
            id=uuid5(key, need.value),
            taxonomy_id=key,
            code=need.value,
            need=need.value,
            name_en=english[need],
            name_cy=welsh[need],
            description_en=english[need],
            description_cy=welsh[need],
        )
        for need in Need
    ]
    fields = ["name_en", "name_cy", "description_en", "description_cy"]
    TaxonomyTerm.objects.bulk_create(terms, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def _labels(language: str) -> dict[Need, str]:
    with translation.override(language):
        return {need: str(need.label) for need in Need}


def _taxonomy_key(code: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"taxonomy/{code}")


def _term_key(part: Part) -> UUID:
    code = str(part.columns["taxonomy"]) or _UNNAMED
    return uuid5(_taxonomy_key(code), str(part.columns["code"]))
