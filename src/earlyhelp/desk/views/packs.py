"""The pack of a request, for information-governance officers: collected, read line by line, made, given."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.desk.forms.rights import GiveForm, LineForm, decisions_of
from earlyhelp.desk.pages.rights import ask, day_of, download, request_or_404, was_done
from earlyhelp.desk.queries.packs import make_content, name_of, pack_json, pack_pdf, pack_words
from earlyhelp.govern.actions import packs as actions
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.rights import PackState
from earlyhelp.govern.models.rights import Pack, RightsRequest
from earlyhelp.govern.queries import rights as queries
from earlyhelp.govern.rules.redaction import check_reviewed
from earlyhelp.kit.access import allow, step_up
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role

_PER_PAGE = 10


def _opened(request: Request, reference: str, *states: PackState) -> tuple[RightsRequest, Pack]:
    """A request and its pack, when it stands so. Raises Http404."""
    found = request_or_404(request, reference)
    pack = queries.find_pack(request.actor, found)
    if pack is None or pack.state not in states:
        raise Http404
    return found, pack


@require_POST
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def collect(request: Request, reference: str) -> HttpResponseBase:
    """Let everything be collected."""
    found = request_or_404(request, reference)
    try:
        actions.start_pack(by=request.actor, request_id=found.pk, at=request.at)
        messages.success(request, _("Everything is being collected. This takes a minute or so."))
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:rights_request", found.reference)


@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def read(request: Request, reference: str, what: str) -> HttpResponseBase:
    """Read ten lines of one section, and decide about each. Nothing that was proposed counts before it is saved."""
    found, pack = _opened(request, reference, PackState.REVIEW)
    if what not in pack_words()["sections"]:
        raise Http404
    lines = queries.list_lines(request.actor, pack, what)
    page = Paginator(lines, _PER_PAGE).get_page(request.GET.get("page"))
    forms = [LineForm(request.POST or None, line=line) for line in page]
    if language_switch_requested(request):
        for form in forms:
            form.hide_errors()
    elif request.method == "POST" and _decide(request, pack, forms):
        if page.has_next():
            return redirect(
                f"{reverse('desk:rights_read', args=[reference, what])}?page={page.next_page_number()}"
            )
        return redirect("desk:rights_request", found.reference)
    name_of(request.actor, found, at=request.at)
    context = {
        "one": found,
        "page": page,
        "rows": list(zip(page, forms, strict=True)),
        "forms": forms,
        "title": pack_words()["sections"][what],
        "back_url": reverse("desk:rights_request", args=[found.reference]),
        "today": day_of(request),
    }
    return render(request, "desk/rights/read.html", context)


def _decide(request: Request, pack: Pack, forms: list[LineForm]) -> bool:
    """All of the page or none of it; what is wrong stands at the line that it is about."""
    # Every form is asked, so that everything that is wrong is said at once.
    sound = [form.is_valid() and form.is_reasoned() for form in forms]
    if not all(sound) or not forms:
        return False
    actions.decide_lines(by=request.actor, pack_id=pack.pk, decided=decisions_of(forms), at=request.at)
    messages.success(request, _("Saved."))
    return True


@require_POST
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def make(request: Request, reference: str) -> HttpResponseBase:
    """Make the pack of what was decided."""
    found, pack = _opened(request, reference, PackState.REVIEW)
    try:
        check_reviewed(queries.list_lines(request.actor, pack).values_list("reading", flat=True))
        content = make_content(request.actor, found, pack, at=request.at)
        actions.make_pack(by=request.actor, pack_id=pack.pk, content=content, at=request.at)
        messages.success(request, _("The pack is ready. Look at it once more before you give it."))
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:rights_request", found.reference)


@require_POST
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def reopen(request: Request, reference: str) -> HttpResponseBase:
    """Read the lines again before the pack is given."""
    found, pack = _opened(request, reference, PackState.READY)
    actions.read_pack_again(by=request.actor, pack_id=pack.pk, at=request.at)
    return redirect("desk:rights_request", found.reference)


@step_up()
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def give(request: Request, reference: str) -> HttpResponseBase:
    """Give the pack: on paper, or by a private link whose code the officer says aloud. Never as an attachment."""
    found, pack = _opened(request, reference, PackState.READY)
    form = GiveForm(request.POST or None)
    given: list[actions.Given] = []
    if was_done(request, form, lambda: given.append(_give(request, pack, form))):
        context = {"one": found, "given": given[0]}
        response = render(request, "desk/rights/given.html", context)
        response["Cache-Control"] = "no-store"
        return response
    back = reverse("desk:rights_request", args=[found.reference])
    return ask(
        request,
        form,
        title=_("Give the pack"),
        send=_("Give the pack"),
        caption=found.reference,
        back_url=back,
    )


def _give(request: Request, pack: Pack, form: GiveForm) -> actions.Given:
    said = form.cleaned_data
    channel = said.get("channel") or ""
    destination = said.get("email") if channel == "email" else said.get("telephone")
    return actions.give_pack(
        by=request.actor,
        pack_id=pack.pk,
        way=said["way"],
        channel=channel,
        destination=destination or "",
        at=request.at,
    )


@require_GET
@step_up()
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def paper(request: Request, reference: str) -> HttpResponseBase:
    """The pack as a tagged PDF, to look at once more or to print."""
    found, pack = _opened(request, reference, PackState.READY, PackState.RELEASED)
    name_of(request.actor, found, at=request.at)
    return download(
        pack_pdf(pack.content or {}, at=pack.made_at), "application/pdf", f"{found.reference}.pdf"
    )


@require_GET
@step_up()
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def data(request: Request, reference: str) -> HttpResponseBase:
    """The pack for a machine."""
    found, pack = _opened(request, reference, PackState.READY, PackState.RELEASED)
    name_of(request.actor, found, at=request.at)
    return download(pack_json(pack.content or {}), "application/json", f"{found.reference}.json")
