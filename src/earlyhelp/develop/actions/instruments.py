"""Loading a questionnaire under the licence of whoever holds it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.facts.instruments import BadInstrument, list_shipped, read_instrument
from earlyhelp.develop.models import LoadedInstrument
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError


class NotLoaded(RuleError):
    """A questionnaire that was not loaded. `where` is the part of the file that is wrong, or ""."""

    where = ""


@transaction.atomic
def load_instrument(*, by: Actor, text: str, licence: str, at: datetime) -> LoadedInstrument:
    """Keep a questionnaire for the actor's agency, which says under which licence it uses it. The same file is once.

    Raises NotLoaded: no licence, no questionnaire, a code of the product's own, or other words under the same version.
    """
    try:
        read = read_instrument(text)
    except BadInstrument as problem:
        refused = NotLoaded(_("This part of the file is missing or wrong:"))
        refused.where = problem.where
        raise refused from problem
    if not licence.strip():
        raise NotLoaded(_("Say under which licence your agency uses this questionnaire."))
    if read.code in {one.code for one in list_shipped()}:
        raise NotLoaded(_("A questionnaire of this code comes with the service. Choose another code."))
    there = LoadedInstrument.objects.filter(
        agency_id=by.agency_key, code=read.code, version=read.version
    ).first()
    if there is not None:
        if there.text != text:
            raise NotLoaded(_("This version is there with other words. Give the changed file a new version."))
        return there
    made = LoadedInstrument.objects.create(
        agency_id=by.agency_key,
        code=read.code,
        version=read.version,
        text=text,
        licence=licence.strip(),
        loaded_at=at,
    )
    detail = {"code": read.code, "version": read.version}
    audit.record(by=by, did="instrument.loaded", target=made, at=at, detail=detail)
    return made
