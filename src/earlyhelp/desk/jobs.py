"""What the worker does here: packs, fairness, facts, practice, and draws for peer review. The clock is read here."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from earlyhelp.desk.queries.packs import collect_lines
from earlyhelp.desk.queries.practice import count_month
from earlyhelp.desk.queries.reviews import list_writers
from earlyhelp.develop.actions.practice import keep_practice
from earlyhelp.develop.actions.reviews import draw_round
from earlyhelp.develop.queries.practice import list_months_to_count
from earlyhelp.develop.queries.reviews import list_to_draw
from earlyhelp.evaluate.actions import publish_fairness
from earlyhelp.evaluate.choices import FIGURES_JOB
from earlyhelp.evaluate.queries import list_windows_to_count
from earlyhelp.govern.actions.packs import (
    COLLECT_JOB,
    LINK_JOB,
    QUEUE,
    expire_pack,
    keep_lines,
    make_pack_secret,
)
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models.rights import Pack
from earlyhelp.govern.queries.rights import list_expired_packs
from earlyhelp.govern.rules.rights import PACK_LIVES
from earlyhelp.inform.actions import hand_over
from earlyhelp.inform.choices import Channel
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.queries import list_practitioners_in_role
from earlyhelp.partnership.queries.teams import list_agencies_with_team
from earlyhelp.signpost.queries.outcomes import list_help_facts

EXPIRE_JOB: Final = "desk.expire_packs"
FACTS_JOB: Final = "desk.export_facts"
FAIRNESS_JOB: Final = "desk.publish_fairness"
PRACTICE_JOB: Final = "desk.count_practice"
REVIEWS_JOB: Final = "desk.draw_reviews"
# Twelve tries over about three hours; then a person sees on the request that nothing came.
_AGAIN: Final = RetryStrategy(max_attempts=12, linear_wait=150)


@app.task(name=COLLECT_JOB, queue=QUEUE, retry=_AGAIN)
def collect_pack(pack_id: str, agency_id: str) -> None:
    """Collect everything that one agency holds about one person, for an officer to read."""
    at = timezone.now()
    with acting(Actor.system(Purpose.ASSURANCE, agency_id=UUID(agency_id))) as by:
        pack = Pack.objects.select_related("request").get(pk=UUID(pack_id), agency_id=by.agency_key)
        officer = replace(by, practitioner_id=pack.started_by)
    # As the officer who began it: a record that named readers alone may open is collected for them alone.
    with acting(officer) as by:
        lines = collect_lines(by, pack.request, at=at)
        keep_lines(by=by, pack_id=pack.pk, lines=lines, at=at)


@app.task(name=LINK_JOB, queue=QUEUE, retry=_AGAIN)
def send_pack_link(link_id: str, agency_id: str) -> None:
    """Make the secret of a link and send it. Nothing of the pack goes along."""
    at = timezone.now()
    with acting(Actor.system(Purpose.ASSURANCE, agency_id=UUID(agency_id))) as by:
        made = make_pack_secret(by=by, link_id=UUID(link_id), at=at)
        if made is None:
            return
        link, token = made
        path = reverse("desk:my_pack", args=[str(token)])
        told = {"link": settings.SITE_ADDRESS.rstrip("/") + path, "days": PACK_LIVES.days}
        texts = []
        for language in ("cy", "en") if link.written_in == "both" else (link.written_in,):
            with override(language):
                lines = render_to_string("desk/rights/link.txt", told).strip().splitlines()
                texts.append("\n".join(line.strip() for line in lines))
        hand_over(
            by=by,
            channel=Channel(link.channel),
            written_in=link.written_in,
            destination=link.destination,
            body="\n\n".join(texts),
            did="pack_link.sent",
            at=at,
        )


# At twenty to five in the morning, every day.
@app.periodic(cron="40 4 * * *")
@app.task(name=EXPIRE_JOB, queue=QUEUE, queueing_lock=EXPIRE_JOB)
def expire_packs(timestamp: int) -> None:
    """Delete packs whose time is over. `timestamp` is when this job was due."""
    at, service = timezone.now(), Actor.system(Purpose.ASSURANCE)
    officers = list_practitioners_in_role(by=service, role=Role.AUDITOR)
    for agency_id in set(officers.values_list("agency_id", flat=True)):
        with acting(Actor.system(Purpose.ASSURANCE, agency_id=agency_id)) as by:
            for pack in list_expired_packs(by, at=at):
                expire_pack(by=by, pack_id=pack.pk, at=at)


# At twenty-five to five in the morning, every day: nearly always nothing has settled, and nothing is counted.
@app.periodic(cron="35 4 * * *")
@app.task(name=FAIRNESS_JOB, queue=QUEUE, queueing_lock=FAIRNESS_JOB)
def publish_figures_of_fairness(timestamp: int) -> None:
    """Count each half-year that has settled, for each agency with a front door. `timestamp` is when this was due."""
    at = timezone.now()
    for agency_id in list_agencies_with_team(by=Actor.system(Purpose.ASSURANCE), kind=TeamKind.FRONT_DOOR):
        with acting(Actor.system(Purpose.ASSURANCE, agency_id=agency_id)) as by:
            for window in list_windows_to_count(by, today=at.date()):
                facts = list_help_facts(by, first=window.first, last=window.last, known_on=window.known_on)
                publish_fairness(by=by, window=window, facts=facts, at=at)


# At a quarter to four in the morning, every day, before figures are counted from them.
@app.periodic(cron="45 3 * * *")
@app.task(name=FACTS_JOB, queue=QUEUE, queueing_lock=FACTS_JOB)
def bring_facts_up_to_date(timestamp: int) -> None:
    """Write what has changed into the folder of facts, where there is one; figures follow. `timestamp`: when due."""
    if settings.FACTS_DIR:
        # Here and not above: what writes Parquet is loaded by the worker, and by no web process.
        from earlyhelp.desk.actions import export_facts

        export_facts(by=Actor.system(Purpose.ASSURANCE), at=timezone.now(), folder=Path(settings.FACTS_DIR))
        with suppress(AlreadyEnqueued):
            app.configure_task(FIGURES_JOB, queue=QUEUE, queueing_lock=FIGURES_JOB).defer(timestamp=timestamp)


# At half past four in the morning, every day: nearly always every month is there, and nothing is counted.
@app.periodic(cron="30 4 * * *")
@app.task(name=PRACTICE_JOB, queue=QUEUE, queueing_lock=PRACTICE_JOB)
def count_practice(timestamp: int) -> None:
    """Carry what teams' notifications were like, as counts, to where training is looked at. `timestamp`: when due."""
    at = timezone.now()
    for agency_id in list_agencies_with_team(by=Actor.system(Purpose.ASSURANCE), kind=TeamKind.RESPONSE):
        with acting(Actor.system(Purpose.ASSURANCE, agency_id=agency_id)) as by:
            for month in list_months_to_count(by, today=at.date()):
                keep_practice(by=by, month=month, rows=count_month(by, month=month), at=at)


# At twenty-five past four in the morning, every day: nearly always last month was drawn from, and nothing is.
@app.periodic(cron="25 4 * * *")
@app.task(name=REVIEWS_JOB, queue=QUEUE, queueing_lock=REVIEWS_JOB)
def draw_reviews(timestamp: int) -> None:
    """Draw what colleagues read, for each team whose supervisor set a size. `timestamp` is when this job was due."""
    at, service = timezone.now(), Actor.system(Purpose.ASSURANCE)
    today = at.astimezone(LONDON).date()
    agencies = {one for kind in TeamKind for one in list_agencies_with_team(by=service, kind=kind)}
    for agency_id in sorted(agencies):
        with acting(Actor.system(Purpose.ASSURANCE, agency_id=agency_id)) as by:
            for wanted in list_to_draw(by, today=today):
                writers = list_writers(by, team_id=wanted.team_id, month=wanted.month)
                draw_round(by=by, wanted=wanted, writers=writers, at=at)
