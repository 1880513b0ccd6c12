"""Under which law a record is held, whom it speaks of, and where it tells fact from opinion, said for each model.

A declaration, as `kit.retention` is: each room's `regimes.py` holds a tuple `REGIMES` of what is not plain. Every model
that is not named there is held under UK GDPR and part 2 of the Data Protection Act 2018.
"""

from dataclasses import dataclass
from enum import StrEnum


class Law(StrEnum):
    """The two regimes of data protection. The values are those of columns that say it row by row."""

    UK_GDPR = "uk_gdpr"
    LAW_ENFORCEMENT = "law_enforcement"


@dataclass(frozen=True, slots=True)
class Held:
    """How one model is held. `model` is a label ("identify.Incident").

    `law` is the regime of every row, unless `law_column` names a column that says it for each row, with "__" for one of
    a row that it hangs on. `category_column` says what part a person had (DPA 2018 section 38(3)), `opinion_column`
    whether something is a fact or somebody's view (section 38(1)). `why` is a sentence for the data dictionary.
    """

    model: str
    why: str
    law: Law = Law.UK_GDPR
    law_column: str = ""
    category_column: str = ""
    opinion_column: str = ""
