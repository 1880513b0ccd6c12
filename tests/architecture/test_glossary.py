"""Every table is in docs/glossary.md, in both languages."""

import re
from collections.abc import Iterable

from django.apps import apps
from django.db import models

from tests.architecture.trees import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
CODE = re.compile(r"`([\w.]+)`")


def unexplained(found: Iterable[type[models.Model]], glossary: str) -> list[str]:
    """Models with no row `| English | Cymraeg | what it is | beth ydyw | `Model` |` with something in every cell."""
    explained = set()
    for line in glossary.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.lstrip().startswith("|") and len(cells) >= 5 and all(cells[:5]):
            explained |= set(CODE.findall(cells[4]))
    return sorted(
        f"{model._meta.app_label}.{model.__name__}"
        for model in found
        if model.__module__.startswith("earlyhelp.") and model.__name__ not in explained
    )


def test_every_table_is_in_the_glossary() -> None:
    assert not unexplained(apps.get_models(), GLOSSARY.read_text(encoding="utf-8"))


def test_a_table_in_one_language_is_reported() -> None:
    notification = apps.get_model("identify", "Notification")
    assert unexplained([notification], "| notification | hysbysiad | | | `Notification` |")
    assert unexplained([notification], "`Notification` is a concern.")
    whole = (
        "| notification | hysbysiad | A concern as reported. | Pryder fel y’i cofnodwyd. | `Notification` |"
    )
    assert not unexplained([notification], whole)
