"""What this room can be asked: how imports went, and where something was wrong."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.exchange import rules
from earlyhelp.exchange.models import ImportReject, ImportRun, MappingVersion
from earlyhelp.exchange.police import CodeBook
from earlyhelp.identify.choices import CodeKind
from earlyhelp.identify.queries import list_codes
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import AgencyKind
from earlyhelp.partnership.models import Agency
from earlyhelp.partnership.queries.agencies import leads_programme

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


def get_code_book(*, by: Actor, agency_id: UUID | None = None) -> CodeBook:
    """The codes that incidents may have, with their days, and the areas of a force, or of the actor's."""
    codes: dict[str, dict[str, tuple[tuple[date, date], ...]]] = {
        "opening": {},
        "closing": {},
        "qualifiers": {},
    }
    for code in list_codes(by=by):
        for use in _USED_FOR[CodeKind(code.kind)]:
            days = (code.starts_on, code.ends_on or _FOREVER)
            codes[use][code.code] = (*codes[use].get(code.code, ()), days)
    areas = Agency.objects.filter(pk=agency_id or by.agency_key).values_list("areas__code", flat=True)
    return CodeBook(codes, frozenset(str(code) for code in areas if code))


def list_agencies_with_mappings(*, by: Actor) -> QuerySet[Agency]:
    """The police forces whose mappings the actor keeps: their own, or all where their agency runs the programme."""
    rules.check_may_look(by)
    forces = Agency.objects.filter(kind=AgencyKind.POLICE, closed_on=None).order_by("name_en")
    return forces if leads_programme(by) else forces.filter(pk=by.agency_key)


def list_mappings(*, by: Actor) -> list[MappingVersion]:
    """The newest version of every mapping that the actor keeps, without its text. Raises NotAllowed."""
    rules.check_may_look(by)
    found = MappingVersion.objects.select_related("agency", "made_by").defer("text")
    if not leads_programme(by):
        found = found.filter(agency_id=by.agency_key)
    return list(found.order_by("agency__name_en", "name", "-number").distinct("agency__name_en", "name"))


def get_mapping(*, by: Actor, mapping_id: UUID) -> MappingVersion:
    """One version of a mapping. Raises NotAllowed, MappingVersion.DoesNotExist."""
    rules.check_may_look(by)
    found = MappingVersion.objects.select_related("agency", "made_by").get(pk=mapping_id)
    rules.check_may_keep_mappings(by, agency_id=found.agency_id, leads=leads_programme(by))
    return found


def list_versions(*, by: Actor, of: MappingVersion) -> list[MappingVersion]:
    """Every version of the same mapping, the newest first. Raises NotAllowed."""
    rules.check_may_look(by)
    found = MappingVersion.objects.filter(agency_id=of.agency_id, name=of.name).select_related("made_by")
    return list(found.order_by("-number"))


def find_mapping(*, by: Actor, name: str, agency: str = "") -> MappingVersion:
    """The newest version of a mapping by its name, and by its agency's code where two have one of that name.

    Raises NotAllowed, NoSuchMapping, SeveralMappings.
    """
    rules.check_may_look(by)
    found = MappingVersion.objects.filter(name=name).select_related("agency").order_by("-number")
    found = found.filter(agency__code=agency) if agency else found
    newest = found.first()
    if newest is None:
        raise rules.NoSuchMapping
    if found.exclude(agency_id=newest.agency_id).exists():
        raise rules.SeveralMappings
    return newest


def find_mapping_of_run(*, by: Actor, run: ImportRun) -> MappingVersion | None:
    """The version through which a run was read; None where it was a file, or where the actor does not keep it."""
    if run.mapping_version is None:
        return None
    if not rules.may_keep_mappings(by, agency_id=run.agency_id, leads=leads_programme(by)):
        return None
    kept = MappingVersion.objects.filter(agency_id=run.agency_id, name=run.mapping_name)
    return kept.filter(number=run.mapping_version).first()
