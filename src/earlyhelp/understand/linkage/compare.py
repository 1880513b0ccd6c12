"""Two identities: what stands for their being one person, what against, and how it comes out."""

from datetime import date
from functools import lru_cache
from typing import Final

from earlyhelp.kit import names
from earlyhelp.kit.identity import Identity
from earlyhelp.kit.names import Kind
from earlyhelp.understand.linkage import fields
from earlyhelp.understand.linkage.fields import Plain, plain
from earlyhelp.understand.linkage.findings import Band, Explanation, Field, Finding, Level, Value
from earlyhelp.understand.linkage.weights import (
    BITS,
    BY_SHARE,
    HOUSEHOLD_LEAST,
    HOUSEHOLD_MOST,
    LIKELY_FROM,
    POSSIBLE_FROM,
    YEAR_ONLY_OF_WHOLE_DATES,
)

Levels = tuple[Level, Level, Level, Level, Level, Level, Level, Level]
"""What was found, in the order of ``Field``."""

Weights = tuple[float, float, float, float, float, float, float, float]
"""What each finding weighs in bits, in the order of ``Field``."""

_NAME_FIELDS: Final = {Kind.GIVEN: Field.GIVEN_NAME, Kind.FAMILY: Field.FAMILY_NAME}
_SAME_DAY: Final = frozenset({Level.SAME, Level.SWAPPED})
_NOT_ENOUGH_OF_A_NAME: Final = frozenset({Level.NOT_KNOWN, Level.INITIAL_ONLY})


def explain(a: Identity, b: Identity, *, on: date) -> Explanation:
    """Compare two identities as known on a day: findings by field, their weight together, and the band.

    The answer is the same in either order, but for the order of the two values in each finding.
    """
    first, second = plain(a, on=on), plain(b, on=on)
    levels = compare(first, second)
    weights = weigh(first, second, levels)
    return told(a, b, levels, weights)


def compare(a: Plain, b: Plain) -> Levels:
    """Return how each field of two identities stands."""
    given, family = fields.name_levels(a, b)
    return (
        given,
        family,
        fields.others_level(a.others, b.others),
        fields.birth_level(a, b),
        fields.address_level(a.address, b.address),
        fields.postcode_level(a.postcode, b.postcode),
        fields.telephone_level(a.telephone, b.telephone),
        fields.identifier_level(a.identifiers, b.identifiers),
    )


def weigh(a: Plain, b: Plain, levels: Levels) -> Weights:
    """Return what each finding weighs; the address and telephone stay within what a household may weigh."""
    given, family, others, birth, address, postcode, telephone, identifier = levels
    where = BITS[Field.ADDRESS].get(address, 0.0)
    post = BITS[Field.POSTCODE].get(postcode, 0.0)
    reach = BITS[Field.TELEPHONE].get(telephone, 0.0)
    together = where + post + reach
    if together > HOUSEHOLD_MOST or together < HOUSEHOLD_LEAST:
        keep = (HOUSEHOLD_MOST if together > 0 else HOUSEHOLD_LEAST) / together
        where, post, reach = where * keep, post * keep, reach * keep
    return (
        _name_bits(given, a.given, b.given, Kind.GIVEN),
        _name_bits(family, a.family, b.family, Kind.FAMILY),
        BITS[Field.OTHER_NAMES].get(others, 0.0),
        _birth_bits(birth, a, b),
        where,
        post,
        reach,
        BITS[Field.IDENTIFIER].get(identifier, 0.0),
    )


@lru_cache(maxsize=131_072)
def _name_bits(level: Level, first: tuple[str, ...], second: tuple[str, ...], kind: Kind) -> float:
    """Return the weight of a finding about names: the commoner of the two names sets it."""
    field = _NAME_FIELDS[kind]
    if odds := BY_SHARE[field].get(level):
        return odds.bits(max(names.share(first, kind), names.share(second, kind)))
    return BITS[field].get(level, 0.0)


def _birth_bits(level: Level, a: Plain, b: Plain) -> float:
    dates = [born for born in (a.born, b.born) if born]
    if level is Level.YEAR_ONLY and not any(map(fields.is_estimate, dates)):
        return YEAR_ONLY_OF_WHOLE_DATES.bits()
    return BITS[Field.DATE_OF_BIRTH].get(level, 0.0)


def band_of(levels: Levels, weights: Weights) -> Band | None:
    """Return the band of a pair: by weight, held back where weight misleads.

    A household shares its name, address and telephone, so these alone never bring two people into a band.
    LIKELY needs a given name and a birth (or an identifier) that speak for one person: twins and a father
    and son of one name are POSSIBLE at most. Wrongly joining two people does more harm than leaving two
    records.
    """
    weight = sum(weights)
    if weight < POSSIBLE_FROM or not _is_about_the_person(levels, weights):
        return None
    return Band.LIKELY if weight >= LIKELY_FROM and _may_be_likely(levels, weights) else Band.POSSIBLE


def _is_about_the_person(levels: Levels, weights: Weights) -> bool:
    """Say whether something speaks for one person and not only for one household."""
    given, birth, identifier = levels[0], levels[3], levels[7]
    if identifier is Level.SAME:
        return True
    if given is Level.DIFFERENT:
        return birth in _SAME_DAY
    return weights[0] > 0 or weights[3] > 0


def _may_be_likely(levels: Levels, weights: Weights) -> bool:
    given, birth, identifier = levels[0], levels[3], levels[7]
    if given is Level.DIFFERENT or birth is Level.DIFFERENT:
        return False
    if identifier is Level.SAME:
        return True
    return given not in _NOT_ENOUGH_OF_A_NAME and weights[3] > 0


def told(a: Identity, b: Identity, levels: Levels, weights: Weights) -> Explanation:
    """Return levels and weights with the values they are about, as a page shows them."""
    findings = tuple(map(Finding, Field, levels, weights, _values(a), _values(b)))
    return Explanation(findings, sum(weights), band_of(levels, weights))


def _values(identity: Identity) -> tuple[Value, ...]:
    """Return what the identity says for each field, in the order of ``Field``, as it was written."""
    return (
        identity.given_name,
        identity.family_name,
        identity.other_names,
        identity.date_of_birth or identity.approximate_age,
        identity.address,
        identity.postcode,
        identity.telephone,
        tuple(f"{system}: {value}" for system, value in identity.identifiers),
    )
