"""Which questionnaires an agency can use: those that ship, and those that it loaded under its own licence."""

from dataclasses import dataclass

from earlyhelp.develop.facts.instruments import Instrument, list_shipped, read_instrument
from earlyhelp.develop.models import LoadedInstrument
from earlyhelp.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Usable:
    """A questionnaire, the licence under which it is used here, and whether it is the product's own."""

    instrument: Instrument
    licence: str
    is_shipped: bool


def list_instruments(by: Actor) -> list[Usable]:
    """The newest version of each questionnaire that the actor's agency can use."""
    found = {}
    for one in LoadedInstrument.objects.filter(agency_id=by.agency_key).order_by("code", "version"):
        found[one.code] = Usable(read_instrument(one.text), one.licence, is_shipped=False)
    for shipped in reversed(list_shipped()):
        found[shipped.code] = Usable(shipped, shipped.licence, is_shipped=True)
    return [found[code] for code in sorted(found, key=lambda code: (not found[code].is_shipped, code))]


def get_instrument(by: Actor, code: str, version: int) -> Instrument:
    """One version of a questionnaire of the actor's agency. Raises LoadedInstrument.DoesNotExist."""
    for one in list_shipped():
        if (one.code, one.version) == (code, version):
            return one
    loaded = LoadedInstrument.objects.get(agency_id=by.agency_key, code=code, version=version)
    return read_instrument(loaded.text)
