"""Writing logic models: a change is the next version, and no version is rewritten."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.models import Indicator, LogicModel, Outcome
from earlyhelp.evaluate.rules.logic import Aim, ChangedMeanwhile, Logic, check_aim, check_may_edit
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.models import new_id


@transaction.atomic
def keep_logic_model(
    *, by: Actor, logic: Logic, at: datetime, key: UUID | None = None, seen: int = 0
) -> LogicModel:
    """Keep the next version of a logic model of the actor's agency, or with no `key` the first of a new one.

    `seen` is the version that was changed. Raises NotAllowed, FieldError, LogicModel.DoesNotExist, and ChangedMeanwhile
    when there is a newer one.
    """
    check_may_edit(by.role)
    for change in logic.changes:
        for aim in change.aims:
            check_aim(aim)
    if key is not None:
        newest = (
            LogicModel.objects.select_for_update()
            .filter(agency_id=by.agency_key, key=key)
            .latest("version")
            .version
        )
        if newest != seen:
            raise ChangedMeanwhile(
                _("Somebody changed this logic model in the meantime. Look at the newest version first.")
            )
    made = LogicModel.objects.create(
        agency_id=by.agency_key,
        key=key or new_id(),
        version=seen + 1,
        name_en=logic.name_en,
        name_cy=logic.name_cy,
        done_en=logic.done_en,
        done_cy=logic.done_cy,
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    for position, change in enumerate(logic.changes):
        outcome = Outcome.objects.create(
            agency_id=by.agency_key,
            model=made,
            position=position,
            term=change.term,
            name_en=change.name_en,
            name_cy=change.name_cy,
        )
        Indicator.objects.bulk_create(
            _indicator(by, outcome, number, aim) for number, aim in enumerate(change.aims)
        )
    audit.record(by=by, did="logic_model.kept", target=made, at=at, detail={"version": made.version})
    return made


def _indicator(by: Actor, outcome: Outcome, number: int, aim: Aim) -> Indicator:
    return Indicator(
        agency_id=by.agency_key,
        outcome=outcome,
        position=number,
        name_en=aim.name_en,
        name_cy=aim.name_cy,
        measure=aim.measure,
        measure_version=aim.measure_version,
        force=aim.force,
        area=aim.area,
        baseline=aim.baseline,
        baseline_on=aim.baseline_on,
        target=aim.target,
        target_on=aim.target_on,
        owner_en=aim.owner_en,
        owner_cy=aim.owner_cy,
    )
