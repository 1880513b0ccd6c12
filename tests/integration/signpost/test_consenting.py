"""What follows when somebody answers about consent: referrals, messages, episodes of help and access."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from earlyhelp.govern.models import AccessGrant, AuditEntry
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.report import Named
from earlyhelp.inform.choices import Channel, PersonMessageState, Template, Wording
from earlyhelp.inform.models import Message, PersonMessage
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.actions.drafts import save_referral_draft
from earlyhelp.signpost.actions.referrals import Ground, send_referral
from earlyhelp.signpost.actions.writing import Chosen, send_to_person
from earlyhelp.signpost.choices.referrals import Basis, PersonReason, ReferralState
from earlyhelp.signpost.models import Referral, ReferralDraft
from earlyhelp.signpost.queries.choosing import get_choice
from earlyhelp.signpost.queries.writing import get_writing
from earlyhelp.signpost.rules.reaching import NotSafe
from earlyhelp.solve.actions import add_worker
from earlyhelp.solve.actions.consents import choose_after_consent
from earlyhelp.solve.choices import EpisodeState
from earlyhelp.solve.choices.consents import AfterConsent
from earlyhelp.solve.models import Episode, Feedback
from earlyhelp.solve.queries.episodes import get_standing
from earlyhelp.solve.rules.consents import CannotGoOn
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices.consents import AnswerKind, ConsentPurpose, ConsentState
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.models import Consent, ConsentAnswer, Person
from earlyhelp.understand.rules.answers import ConsentStopped, NoNotice
from earlyhelp.understand.rules.consents import AROUND, Recipient
from tests import factories
from tests.factories import consents as made
from tests.factories import episodes
from tests.factories import signpost as services

pytestmark = pytest.mark.django_db
AT, DAY = made.AT, made.DAY
YES, NO, BACK = AnswerKind.YES, AnswerKind.NO, AnswerKind.TAKEN_BACK
SHARE, WRITE, TAKE_PART = ConsentPurpose.SHARE, ConsentPurpose.WRITE, ConsentPurpose.TAKE_PART


class Hub:
    """A case whose person is known, with a referral on consent."""

    def __init__(self, *, refers: bool = True) -> None:
        self.case = services.case()
        self.by = self.case.hub
        with acting(self.by):
            (reported,) = self.case.notification.people.all()
            self.person: Person = actions.make_person(by=self.by, reported_id=reported.pk, at=factories.AT)
        self.referral = services.referral(self.case) if refers else None
        made.notice(self.by, self.person)

    @property
    def charity(self) -> Recipient:
        return Recipient(agency_id=self.case.partners.charity.pk)

    def state(self) -> str:
        assert self.referral is not None
        with acting(self.by):
            return Referral.objects.get(pk=self.referral.pk).state

    def send(self, on: date, *, ground: Ground | None = None) -> Referral:
        with acting(self.by) as by:
            return send_referral(
                by=by,
                referral_id=new_id(),
                reference=self.case.notification.reference,
                position=self.case.position,
                service_id=self.case.service.pk,
                consent=None if ground else replace(services.CONSENT, given_on=on),
                ground=ground,
                request=services.REQUEST,
                at=AT + timedelta(days=3),
            )

    def standing(self, purpose: ConsentPurpose = SHARE, to: Recipient | None = None) -> ConsentState:
        with acting(self.by):
            return queries.consent_status(
                self.by, self.person.pk, purpose, to or self.charity, at=AT + timedelta(days=3)
            ).state


def test_a_consent_given_with_a_referral_stands_in_the_same_list() -> None:
    hub = Hub()
    with acting(hub.by):
        (line,) = queries.get_consents(hub.by, hub.person.pk, at=AT).lines
    assert line.kind is YES
    assert line.given is not None
    assert line.agency == hub.case.partners.charity
    assert hub.standing() is ConsentState.GIVEN
    services.go(hub.case, hub.referral, ReferralState.WITHDRAWN)
    assert hub.standing() is ConsentState.TAKEN_BACK


def test_consent_that_is_taken_back_withdraws_the_referral_and_tells_the_service() -> None:
    hub = Hub()
    followed = made.answer(hub.by, hub.person, BACK, purpose=SHARE, to=hub.charity)
    assert hub.referral is not None
    assert followed.referrals == (hub.referral.reference,)
    assert hub.state() == ReferralState.WITHDRAWN
    with acting(hub.by):
        sent = Referral.objects.get(pk=hub.referral.pk)
        assert sent.person_reason == PersonReason.CONSENT
        assert Consent.objects.get(pk=sent.consent_id).withdrawn_at == AT
    assert not AccessGrant.objects.filter(record_id=sent.pk, until_at=None).exists()
    assert Message.objects.filter(template=Template.REFERRAL_WITHDRAWN, recipient=hub.case.worker).exists()
    with acting(factories.actor(hub.case.officer)):
        assert Feedback.objects.filter(event="referral.withdrawn").exists()


def test_taking_no_part_ends_everything_that_rests_on_consent() -> None:
    hub = Hub()
    made.answer(hub.by, hub.person, BACK)
    assert hub.state() == ReferralState.WITHDRAWN
    with pytest.raises(ConsentStopped, match="do not take part"):
        hub.send(DAY + timedelta(days=2))


def test_what_rests_on_another_ground_goes_on() -> None:
    hub = Hub(refers=False)
    made.answer(hub.by, hub.person, NO)
    sent = hub.send(DAY, ground=Ground(Basis.SAFEGUARDING, reason="The child is at risk."))
    followed = made.answer(hub.by, hub.person, BACK, at=AT + timedelta(days=4))
    assert followed.referrals == ()
    with acting(hub.by):
        assert Referral.objects.get(pk=sent.pk).state == ReferralState.REQUESTED


def test_nothing_is_sent_on_an_earlier_yes_and_drafts_forget_it() -> None:
    hub = Hub()
    with acting(hub.by) as by:
        save_referral_draft(
            by=by,
            choice=get_choice(by=by, reference=hub.case.notification.reference, at=AT),
            service_id=hub.case.service.pk,
            typed={"request": ["Help."], "agreed": ["on"], "given_on-day": ["2"]},
            at=AT,
        )
    made.answer(hub.by, hub.person, BACK, purpose=SHARE, to=hub.charity)
    with acting(hub.by):
        assert ReferralDraft.objects.get().typed == {"request": ["Help."]}
    with pytest.raises(ConsentStopped, match="Nothing was sent"):
        hub.send(DAY - timedelta(days=1))
    made.answer(hub.by, hub.person, YES, purpose=SHARE, to=hub.charity, at=AT + timedelta(hours=2))
    assert hub.send(DAY).state == ReferralState.REQUESTED


def test_another_agency_keeps_its_referral() -> None:
    hub = Hub()
    made.answer(hub.by, hub.person, BACK, purpose=SHARE, to=Recipient(agency_id=hub.case.partners.force.pk))
    assert hub.state() == ReferralState.REQUESTED
    team = Recipient(team_id=hub.case.partners.service_team.pk)
    made.answer(hub.by, hub.person, BACK, purpose=SHARE, to=team, at=AT + timedelta(hours=1))
    assert hub.state() == ReferralState.WITHDRAWN


def test_writing_to_them_stops() -> None:
    hub = Hub(refers=False)
    key = new_id()
    chosen = Chosen(key, Channel.EMAIL, Wording.CALL_US, "en", None)
    reachable = {"reference": hub.case.notification.reference, "position": hub.case.position}
    with acting(hub.by):
        (reported,) = hub.case.notification.people.all()
        PersonMessage.objects.create(
            agency=hub.case.partners.council,
            about_label="reportedperson",
            about_key=str(reported.pk),
            channel=Channel.LETTER,
            wording=Wording.CALL_US,
            written_in="en",
            destination="1 Made-up Street",
            body_en="Please call us.",
            state=PersonMessageState.TO_POST,
            written_by_id=hub.by.practitioner_key,
            written_at=AT,
        )
    assert made.answer(hub.by, hub.person, NO, purpose=WRITE).messages == 1
    with acting(hub.by) as by:
        assert PersonMessage.objects.get().state == PersonMessageState.STOPPED
        assert get_writing(by=by, at=AT, **reachable).reachable.is_stopped
        with pytest.raises(NotSafe, match="until they agree again"):
            send_to_person(by=by, chosen=chosen, at=AT, **reachable)
    made.answer(hub.by, hub.person, YES, purpose=WRITE, at=AT + timedelta(hours=1))
    with acting(hub.by) as by:
        assert not get_writing(by=by, at=AT + timedelta(hours=2), **reachable).reachable.is_stopped


def test_a_yes_needs_the_notice_first_and_everything_is_audited() -> None:
    case = services.case()
    with acting(case.hub) as by:
        (reported,) = case.notification.people.all()
        person = actions.make_person(by=by, reported_id=reported.pk, at=factories.AT)
    with pytest.raises(NoNotice):
        made.answer(case.hub, person)
    made.answer(case.hub, person, NO)
    made.notice(case.hub, person)
    made.answer(case.hub, person, at=AT + timedelta(hours=1))
    with acting(case.hub):
        did = set(AuditEntry.objects.values_list("did", flat=True))
    assert {"notice.given", "consent.refused", "consent.recorded"} <= did
    with acting(case.hub):
        assert ConsentAnswer.objects.count() == 2


def test_an_officer_writes_down_no_answer() -> None:
    hub = Hub(refers=False)
    with pytest.raises(NotAllowed):
        made.answer(factories.actor(hub.case.officer), hub.person, NO)


@pytest.mark.parametrize("is_only", [True, False])
def test_an_episode_rests_and_its_lead_chooses_what_comes_next(*, is_only: bool) -> None:
    hub = Hub(refers=False)
    partners = hub.case.partners
    lead = episodes.family_worker(partners)
    visitor = episodes.health_visitor(partners)
    people = [hub.person]
    if not is_only:
        other = services.case(
            partners, person=Named(PersonRole.SUBJECT, given_name="Another", family_name="X")
        )
        with acting(hub.by):
            (reported,) = other.notification.people.all()
            people.append(actions.make_person(by=hub.by, reported_id=reported.pk, at=AT))
    made.answer(hub.by, hub.person)
    episode = episodes.episode(hub.by, episodes.family_team(partners), *people, lead=lead)

    with acting(hub.by):
        add_worker(by=hub.by, episode=episode, practitioner=visitor, part="team", at=AT)
    grants = AccessGrant.objects.filter(agency_id=visitor.agency_id, until_at=None)
    assert grants.filter(record_id=hub.person.pk).exists()
    later = AT + timedelta(hours=3)
    followed = made.answer(factories.actor(lead), hub.person, BACK, at=later)
    assert followed.episodes == (episode.reference,)
    assert not grants.filter(record_id=hub.person.pk).exists()
    assert grants.filter(record_id=episode.pk).exists() is not is_only
    message = Message.objects.get(template=Template.EPISODE_RESTS)
    assert message.recipient == lead
    by = factories.actor(lead)
    with acting(by):
        episode = Episode.objects.get(pk=episode.pk)
        assert get_standing(by, episode).state is EpisodeState.PAUSED
        with pytest.raises(CannotGoOn, match="have changed"):
            choose_after_consent(
                by=by, episode=episode, step=AfterConsent.AGREED_AGAIN, because="They did.", at=later
            )
        step = AfterConsent.CLOSE if is_only else AfterConsent.OTHERS
        with pytest.raises(CannotGoOn, match="Write why"):
            choose_after_consent(by=by, episode=episode, step=step, because=" ", at=later)
        after = choose_after_consent(by=by, episode=episode, step=step, because="“We manage now.”", at=later)
        assert (after.closed_at is not None) is is_only
        assert after.paused_at is None


def test_when_they_agree_again_the_team_sees_them_again() -> None:
    hub = Hub(refers=False)
    lead = episodes.family_worker(hub.case.partners)
    visitor = episodes.health_visitor(hub.case.partners)
    episode = episodes.episode(hub.by, episodes.family_team(hub.case.partners), hub.person, lead=lead)

    with acting(hub.by):
        add_worker(by=hub.by, episode=episode, practitioner=visitor, part="team", at=AT)
    made.answer(hub.by, hub.person, BACK, purpose=SHARE, to=AROUND)
    grants = AccessGrant.objects.filter(agency_id=visitor.agency_id, until_at=None)
    assert not grants.exists()
    made.answer(hub.by, hub.person, YES, purpose=SHARE, at=AT + timedelta(hours=1))
    assert set(grants.values_list("record_id", flat=True)) == {episode.pk, hub.person.pk}
    by = factories.actor(lead)
    with acting(by):
        choose_after_consent(
            by=by,
            episode=Episode.objects.get(pk=episode.pk),
            step=AfterConsent.AGREED_AGAIN,
            because="Asked again at home.",
            at=AT + timedelta(hours=2),
        )
        assert Episode.objects.get(pk=episode.pk).paused_at is None


def test_one_agency_loses_what_it_sees_and_the_lead_hears() -> None:
    hub = Hub(refers=False)
    lead = episodes.family_worker(hub.case.partners)
    visitor = episodes.health_visitor(hub.case.partners)
    episode = episodes.episode(hub.by, episodes.family_team(hub.case.partners), hub.person, lead=lead)

    with acting(hub.by):
        add_worker(by=hub.by, episode=episode, practitioner=visitor, part="team", at=AT)
    made.answer(hub.by, hub.person, BACK, purpose=SHARE, to=Recipient(agency_id=visitor.agency_id))
    assert not AccessGrant.objects.filter(agency_id=visitor.agency_id, until_at=None).exists()
    assert Message.objects.get(template=Template.EPISODE_RESTS).recipient == lead
    with acting(hub.by):
        assert Episode.objects.get(pk=episode.pk).paused_at is None


def test_one_of_two_parents_refuses_and_a_child_of_fifteen_who_understands_decides() -> None:
    case = services.case(
        person=Named(
            PersonRole.CHILD, given_name="Ffion", family_name="Prys", date_of_birth=date(2011, 1, 10)
        )
    )
    by = case.hub
    with acting(by):
        (reported,) = case.notification.people.all()
        child = actions.make_person(by=by, reported_id=reported.pk, at=factories.AT)
    made.notice(by, child)
    parent = {"giver": ConsentGiver.PARENT}
    first = made.answer(by, child, YES, giver_name="Siân Prys", **parent)
    assert first.standing.state is ConsentState.GIVEN
    second = made.answer(by, child, NO, giver_name="Huw Prys", at=AT + timedelta(hours=1), **parent)
    assert second.standing.state is ConsentState.DISPUTED
    with acting(by):
        actions.record_competence(
            by=by,
            person_id=child.pk,
            purpose=TAKE_PART,
            to=AROUND,
            understands=True,
            why="She told me what would happen and what would not.",
            on=DAY,
            at=AT + timedelta(hours=2),
        )
    third = made.answer(by, child, YES, at=AT + timedelta(hours=3))
    assert third.standing.state is ConsentState.GIVEN
    assert third.standing.differs
    assert third.standing.ask_again_on == date(2027, 1, 10)
    assert case.worker.role == Role.SERVICE_WORKER
