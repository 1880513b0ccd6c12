"""Bringing in sums over staff. What points at somebody is refused line by line; the file itself is not kept."""

from dataclasses import replace
from datetime import datetime

from earlyhelp.develop.models.wellbeing import StaffAggregate
from earlyhelp.develop.queries.wellbeing.aggregates import list_lines, map_agencies
from earlyhelp.develop.queries.wellbeing.walls import apart
from earlyhelp.develop.rules.wellbeing.aggregates import Sorted, read_rows, sort_rows
from earlyhelp.develop.rules.wellbeing.surveys import check_may_keep_surveys
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON


def import_aggregates(*, by: Actor, text: str, at: datetime) -> Sorted:
    """Bring in a CSV file of sums: those that can be taken are kept. Raises NotAllowed, UnreadableFile.

    A practitioner brings in their own agency's; the product itself (a command) any agency's.
    """
    if by.role != "system":
        check_may_keep_surveys(by)
    agencies = map_agencies(by)
    actors = [replace(by, agency_id=agency) for agency in sorted(set(agencies.values()))]
    there = [line for one in actors for line in list_lines(one)]
    found = sort_rows(read_rows(text), agencies=agencies, there=there, today=at.astimezone(LONDON).date())
    for one in actors:
        own = [line for line in found.taken if line.agency == one.agency_id]
        with apart(one):
            StaffAggregate.objects.bulk_create(
                StaffAggregate(
                    agency_key=line.agency,
                    team_kind=line.kind,
                    month_on=line.month,
                    measure=line.measure,
                    people=line.people,
                    amount=line.amount,
                )
                for line in own
            )
    detail = {"taken": len(found.taken), "known": len(found.known), "refused": len(found.refused)}
    audit.record(by=by, did="staff_sums.imported", at=at, detail=detail)
    return found
