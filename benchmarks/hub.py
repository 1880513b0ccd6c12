"""A hub with ten people and a day's notifications, in the database of the measurement; and what stands in it after."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.actions import start_draft, submit_notification
from earlyhelp.identify.choices import Danger, HelpOffered, Need, PersonRole, SharingView
from earlyhelp.identify.report import Named, Report
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import queries
from earlyhelp.solve.choices.queue import Stage
from earlyhelp.solve.models import Decision, Feedback
from earlyhelp.solve.rules.queue import Looking

OFFICER = "sarah.beynon@police.example.org"
DECIDER = "karen.treharne@bridgend.example.org"


def actor_of(email: str) -> Actor:
    """The actor that a persona is."""
    who = Practitioner.objects.get(email=email)
    return Actor(who.pk, who.agency_id, who.team_id, who.role, Purpose.EARLY_HELP, "en", who.full_name)


def make_colleagues(how_many: int) -> list[str]:
    """Fill the front door up to so many people who decide. Returns the addresses with which they sign in."""
    first = Practitioner.objects.get(email=DECIDER)
    here = Practitioner.objects.filter(team_id=first.team_id, role=Role.DECISION_MAKER, is_active=True)
    for number in range(how_many - here.count()):
        Practitioner.objects.create(
            email=f"hub.worker{number}@bridgend.example.org",
            given_name="Synthetic",
            family_name=f"Worker {number}",
            agency_id=first.agency_id,
            team_id=first.team_id,
            role=Role.DECISION_MAKER,
            language="en",
        )
    here.filter(persona_en="").update(persona_en="Of the load test", persona_cy="O’r prawf llwyth")
    return list(here.order_by("email").values_list("email", flat=True)[:how_many])


def make_a_day(how_many: int) -> list[str]:
    """Send notifications until so many wait. Returns the references of all that wait, the most pressing first."""
    hub, officer, at = actor_of(DECIDER), actor_of(OFFICER), timezone.now()
    with acting(hub):
        there = queries.count_stages(hub, at)[Stage.TO_DECIDE]
    for number in range(how_many - there):
        sent_at = at - timedelta(minutes=number + 1)
        report = Report(
            area="W06000013",
            occurred_at=sent_at - timedelta(hours=1),
            place=f"{number + 1} Made-up Street",
            people=(
                Named(role=PersonRole.SUBJECT, given_name="Synthetic", family_name=f"Day{number}", age=30),
            ),
            seen_and_heard="The cupboards were empty.",
            own_words="We are managing, just about.",
            strengths="A neighbour helps with the school run.",
            needs=(Need.MONEY,),
            help_offered=HelpOffered.WANTS,
            sharing_view=SharingView.AGREES,
        )
        with acting(officer):
            draft = start_draft(by=officer, danger=Danger.NEITHER, at=sent_at)
            submit_notification(by=officer, draft_id=draft.pk, report=report, at=sent_at)
    with acting(hub):
        found = queries.list_in_order(hub, at, Looking()).notifications
        return [one.reference for one in found]


def count_stored(references: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """By reference, how many decisions are stored, and how many words the officer heard about a decision."""
    hub = actor_of(DECIDER)
    with acting(hub):
        decided = Decision.objects.filter(
            notification__reference__in=references, rationale__startswith="Worker "
        )
        told = Feedback.objects.filter(notification__reference__in=references, event__startswith="decided.")
        told = told.filter(notification__decisions__rationale__startswith="Worker ").distinct()
        return (
            dict(decided.order_by().values_list("notification__reference").annotate(n=Count("pk"))),
            dict(
                told.order_by().values_list("notification__reference").annotate(n=Count("pk", distinct=True))
            ),
        )
