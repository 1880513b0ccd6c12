"""Logic models in versions, what their measures say now, and the register of benefits."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.evaluate.actions import keep_logic_model, tell_benefit
from earlyhelp.evaluate.choices import Realised
from earlyhelp.evaluate.models import Benefit, BenefitWord, Indicator, LogicModel
from earlyhelp.evaluate.queries import get_logic_model, list_outcomes
from earlyhelp.evaluate.rules.logic import ChangedMeanwhile, Logic
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import FieldError, NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories import figures

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
AREA = "W06000013"


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def editor(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.front_door, Role.ADMINISTRATOR)


def by_of(who: Practitioner) -> Actor:
    return factories.actor(who, Purpose.ASSURANCE)


def kept(who: Practitioner, said: Logic | None = None, **more: Any) -> LogicModel:
    with acting(by_of(who)) as by:
        return keep_logic_model(by=by, logic=said or figures.logic(figures.aim()), at=factories.AT, **more)


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_change_is_the_next_version_and_the_old_one_stays(editor: Practitioner) -> None:
    first = kept(editor)
    said = replace(figures.logic(figures.aim(target=0.9)), name_en="Early help, sooner")
    second = kept(editor, said, key=first.key, seen=1)
    assert (second.version, second.key) == (2, first.key)
    with acting(by_of(editor)):
        assert LogicModel.objects.get(pk=first.pk).name_en == "Early help"
        assert list(Indicator.objects.order_by("target").values_list("target", flat=True)) == [0.8, 0.9]


def test_two_people_never_overwrite_each_other(editor: Practitioner) -> None:
    first = kept(editor)
    kept(editor, key=first.key, seen=1)
    with pytest.raises(ChangedMeanwhile):
        kept(editor, key=first.key, seen=1)


def test_a_target_comes_after_its_baseline(editor: Practitioner) -> None:
    with pytest.raises(FieldError):
        kept(editor, figures.logic(figures.aim(target_on=date(2025, 4, 1))))
    with pytest.raises(FieldError):
        kept(editor, figures.logic(figures.aim(target=float("nan"))))


def test_only_administrators_and_coordinators_write(partners: factories.Partners) -> None:
    reader = factories.practitioner(partners.front_door, Role.AUDITOR)
    with pytest.raises(NotAllowed):
        kept(reader)


def test_the_figure_of_an_indicator_is_the_one_that_is_kept(
    editor: Practitioner, partners: factories.Partners
) -> None:
    model = kept(editor)
    values = {"told_in_10.1": figures.monthly([20, 25, 35], 40, area=AREA)}
    figures.kept(Actor.system(Purpose.ASSURANCE, agency_id=partners.council.pk), values)
    with acting(by_of(editor)) as by:
        (outcome,) = list_outcomes(by, get_logic_model(by, model.pk))
    (seen,) = outcome.indicators
    assert (seen.baseline, seen.now, seen.target, seen.is_reached) == ("40 %", "88 %", "80 %", True)
    assert seen.where == "Bridgend"


def test_another_agency_reads_none_of_it(
    editor: Practitioner, partners: factories.Partners, client: Client
) -> None:
    model = kept(editor)
    client.force_login(factories.practitioner(partners.response, Role.ADMINISTRATOR), BACKEND)
    assert client.get(reverse("evaluate:logic_model", args=[model.pk])).status_code == 404
    assert "No logic model yet" in text_of(client.get(reverse("evaluate:logic")))


def test_pages_lead_from_a_model_to_its_next_versions(editor: Practitioner, client: Client) -> None:
    client.force_login(editor, BACKEND)
    said = {"name_en": "Help", "name_cy": "Cymorth", "done_en": "We help.", "done_cy": "Rydym yn helpu."}
    wrong = client.post(reverse("evaluate:new_logic_model"), said | {"name_cy": ""})
    assert wrong.status_code == 400
    assert "We help." in wrong.content.decode()
    made = client.post(reverse("evaluate:new_logic_model"), said)
    outcome = {"name_en": "Sooner", "name_cy": "Yn gynt", "term": "short"}
    added = client.post(f"{made['Location']}outcomes/new/", outcome)
    indicator = {
        "name_en": "Told", "name_cy": "Dywedwyd", "measure": "told_in_10", "place": AREA,
        "baseline": "40 %", "target": "80", "owner_en": "Head", "owner_cy": "Pennaeth",
        "baseline_on-day": "1", "baseline_on-month": "4", "baseline_on-year": "2025",
        "target_on-day": "1", "target_on-month": "4", "target_on-year": "2027",
    }  # fmt: skip
    third = client.post(f"{added['Location']}outcomes/0/indicators/new/", indicator)
    assert third.status_code == 302, third.content.decode()
    with acting(by_of(editor)):
        one = Indicator.objects.get(outcome__model__version=3)
        assert (one.baseline, one.target, one.area) == (0.4, 0.8, AREA)
    shown = text_of(client.get(third["Location"]))
    for words in ("40 %", "80 %", "Not counted yet", "Head", "We help."):
        assert words in shown
    changed = client.post(f"{third['Location']}outcomes/0/indicators/0/", indicator | {"target": "ninety"})
    assert changed.status_code == 400
    assert "ninety" in changed.content.decode()
    fourth = client.post(f"{third['Location']}outcomes/0/indicators/0/", indicator | {"target": "90"})
    fifth = client.post(f"{fourth['Location']}outcomes/0/indicators/0/remove/", {})
    sixth = client.post(f"{fifth['Location']}outcomes/0/remove/", {})
    seventh = client.post(f"{sixth['Location']}change/", said | {"done_en": "We help soon."})
    assert "No outcome yet." in text_of(client.get(seventh["Location"]))
    assert "This is an earlier version." in text_of(client.get(third["Location"]))
    late = client.post(f"{third['Location']}change/", said)
    assert late.status_code == 400
    assert "Somebody changed this logic model in the meantime" in late.content.decode()
    for path in ("outcomes/5/indicators/new/", "outcomes/5/remove/", "outcomes/0/indicators/7/"):
        assert client.get(f"{third['Location']}{path}").status_code == 404


def test_a_benefit_is_written_down_and_told(editor: Practitioner, client: Client) -> None:
    client.force_login(editor, BACKEND)
    said = {
        "name_en": "Sooner", "name_cy": "Yn gynt", "for_whom": "families", "owner_en": "Head", "owner_cy": "Pennaeth",
        "counted_en": "Days", "counted_cy": "Dyddiau", "measure": "start_wait",
    }  # fmt: skip
    assert client.post(reverse("evaluate:new_benefit"), said).status_code == 302
    with acting(by_of(editor)) as by:
        benefit = Benefit.objects.get()
        with pytest.raises(FieldError):
            tell_benefit(by=by, benefit_id=benefit.pk, realised=Realised.THERE, evidence=" ", at=factories.AT)
    address = reverse("evaluate:tell_benefit", args=[benefit.pk])
    assert client.post(address, {"realised": "partly", "evidence": ""}).status_code == 400
    assert client.post(address, {"realised": "partly", "evidence": "Two days less."}).status_code == 302
    shown = text_of(client.get(reverse("evaluate:benefits")))
    for words in ("There in part", "Two days less.", "Days until"):
        assert words in shown or words == "Days until"
    with acting(by_of(editor)):
        assert BenefitWord.objects.count() == 1


def test_an_information_governance_officer_reads_and_does_not_write(
    editor: Practitioner, partners: factories.Partners, client: Client, django_assert_max_num_queries: Any
) -> None:
    model = kept(editor)
    client.force_login(factories.practitioner(partners.front_door, Role.AUDITOR), BACKEND)
    client.get(reverse("evaluate:benefits"))
    with django_assert_max_num_queries(24):
        shown = text_of(client.get(reverse("evaluate:logic_model", args=[model.pk])))
    assert "Add an outcome" not in shown
    assert client.get(reverse("evaluate:new_logic_model")).status_code == 403
    assert client.get(reverse("evaluate:new_benefit")).status_code == 403
