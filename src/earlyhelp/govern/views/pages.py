"""What there is to govern, as a list of pages for the reader's role."""

from itertools import groupby

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.rules import pages_for
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request


@allow("auditor", "administrator", purpose=Purpose.ASSURANCE)
def governance(request: Request) -> HttpResponseBase:
    """Each page that the reader's role may open, what it is for, and how many wait there."""
    parts = [
        (
            section.label,
            [(page, reverse(page.name), page.count and page.count(request.actor)) for page in pages],
        )
        for section, pages in groupby(pages_for(request.actor.role), key=lambda page: page.section)
    ]
    return render(request, "govern/governance.html", {"parts": parts})
