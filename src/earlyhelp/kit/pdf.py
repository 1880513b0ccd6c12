"""Papers: a typst template and plain values become a tagged PDF (PDF/UA-1) that a screen reader can read.

A template is a file `<room>/typst/<name>.typ`. It imports `/kit/typst/page.typ`, which explains itself there, and
reads its values from `data`. Values are never run as typst: whatever a person typed stays text.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from earlyhelp import kit

_PACKAGE: Final = Path(kit.__file__).parent.parent
_STANDARD: Final = "ua-1"


def compile(  # noqa: A001  (read as `pdf.compile`)
    template: str, data: Mapping[str, Any], language: str, *, at: datetime | None = None
) -> bytes:
    """Make a PDF of a template, such as "desk/typst/chronology.typ".

    `data` holds what JSON can hold and at least `title`; dates are words already. `language` is "en" or "cy", the
    language in which a screen reader begins to speak. `at` is the time of making that the file carries, and
    without it none. The same values make the same bytes: fonts are typst's own, never the machine's.

    Raises typst.TypstError for a template that is wrong: a fault of ours, not of the reader's.
    """
    # A file carries whole seconds.
    at = at.replace(microsecond=0) if at else None
    made = typst.compile(
        str(_PACKAGE / template),
        root=str(_PACKAGE),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=[_STANDARD],
        timestamp=at,
        sys_inputs={
            "data": json.dumps(data, ensure_ascii=False),
            "language": language,
            "dated": str(at or ""),
        },
    )
    if not isinstance(made, bytes):
        raise TypeError("typst made pages in place of one file")
    return made
