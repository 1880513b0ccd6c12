"""How the page of a case shows what the rules say, with the forms to say otherwise."""

from typing import Any

from earlyhelp.kit.http import Request
from earlyhelp.solve.forms.standards import KeepForm, LevelForm
from earlyhelp.solve.queries.cases import Case
from earlyhelp.solve.queries.ruling import get_ruling


def show_ruling(
    request: Request, case: Case, *, judge: LevelForm | None = None, keep: KeepForm | None = None
) -> dict[str, Any]:
    """What the templates of the case need: the ruling, its counts as rows, and the two forms."""
    ruling = get_ruling(request.actor, case)
    levels = ruling.level.all if ruling.level else ()
    decision = str(ruling.look.decision.pk) if ruling.look else ""
    rows = ruling.repeat.rows if ruling.repeat else []
    windows = ruling.standard.windows
    return {
        "ruling": ruling,
        "judge": judge or LevelForm(prefix="level", levels=levels),
        "keep": keep or KeepForm(prefix="keep", initial={"decision": decision}),
        "repeat_rows": [
            {
                "how": how,
                "cells": [
                    {"days": days, "count": count} for days, count in zip(windows, counts, strict=True)
                ],
            }
            for how, counts in rows
        ],
    }
