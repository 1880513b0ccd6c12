"""What this room can be asked: how imports went, and where something was wrong."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.exchange import rules
from earlyhelp.exchange.models import ImportReject, ImportRun
from earlyhelp.exchange.police import CodeBook
from earlyhelp.identify.choices import CodeKind
from earlyhelp.identify.queries import list_codes
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import AgencyKind
from earlyhelp.partnership.models import Agency

_FOREVER = date(9999, 12, 31)
_USED_FOR = {
    CodeKind.CATEGORY: ("opening", "closing"),
    CodeKind.CLOSING: ("closing",),
    CodeKind.QUALIFIER: ("qualifiers",),
}


def list_runs(*, by: Actor) -> QuerySet[ImportRun]:
    """Every import, the newest first. Raises NotAllowed."""
    rules.check_may_look(by)
    return ImportRun.objects.select_related("agency").order_by("-started_at", "-id")


def get_run(*, by: Actor, run_id: UUID) -> ImportRun:
    """One import. Raises NotAllowed, ImportRun.DoesNotExist."""
    return list_runs(by=by).get(pk=run_id)


def list_rejects(*, by: Actor, run_id: UUID) -> QuerySet[ImportReject]:
    """Where something was wrong in one import, in the order of the file. Raises NotAllowed."""
    rules.check_may_look(by)
    return ImportReject.objects.filter(run_id=run_id).order_by("line", "id")


def find_run(*, by: Actor, file_hash: str, mapping_hash: str) -> ImportRun | None:
    """The last import of this very file, through this very mapping, for the actor's force."""
    mine = ImportRun.objects.filter(agency_id=by.agency_key, file_hash=file_hash, mapping_hash=mapping_hash)
    return mine.order_by("-started_at", "-id").first()


def get_force(*, by: Actor, code: str) -> Agency:
    """The police force of this code. Raises NotAForce."""
    rules.check_may_look(by)
    force = Agency.objects.filter(code=code, kind=AgencyKind.POLICE).first()
    if force is None:
        raise rules.NotAForce
    return force


def get_agency(*, by: Actor, code: str) -> Agency:
    """The partner of this code. Raises NotAnAgency."""
    rules.check_may_look(by)
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise rules.NotAnAgency
    return agency


def get_code_book(*, by: Actor) -> CodeBook:
    """The codes that incidents may have, with their days, and the areas of the actor's force."""
    codes: dict[str, dict[str, tuple[tuple[date, date], ...]]] = {
        "opening": {},
        "closing": {},
        "qualifiers": {},
    }
    for code in list_codes(by=by):
        for use in _USED_FOR[CodeKind(code.kind)]:
            days = (code.starts_on, code.ends_on or _FOREVER)
            codes[use][code.code] = (*codes[use].get(code.code, ()), days)
    areas = Agency.objects.filter(pk=by.agency_key).values_list("areas__code", flat=True)
    return CodeBook(codes, frozenset(str(code) for code in areas if code))
