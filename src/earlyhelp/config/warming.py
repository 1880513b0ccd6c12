"""What a web process reads before its first page, so that nobody waits for it: seconds of one reader's morning."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.urls import get_resolver, reverse
from django.utils.translation import gettext, override

from earlyhelp.kit.working_days import is_working_day

_ANY_DAY = date(2026, 1, 1)


def warm() -> int:
    """Read every address, both languages, the bank holidays and every page's template. Returns how many templates."""
    _ = get_resolver().url_patterns  # reading them loads them
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("Sign in")
            reverse("desk:home")
    is_working_day(_ANY_DAY)
    return sum(_warm_templates(engine) for engine in engines.all() if isinstance(engine, DjangoTemplates))


def _warm_templates(engine: DjangoTemplates) -> int:
    """Compile the templates of our own rooms; the cached loader keeps them."""
    names = [
        path.relative_to(folder).as_posix()
        for folder in map(Path, engine.template_dirs)
        if settings.PACKAGE in folder.parents
        for path in sorted(folder.rglob("*.html"))
    ]
    for name in names:
        engine.get_template(name)
    return len(names)
