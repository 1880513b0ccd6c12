"""May these two records be about one person? Compares and explains; a human decides. Pure: no Django, no
database.
"""

from earlyhelp.understand.linkage.compare import explain
from earlyhelp.understand.linkage.findings import Band, Explanation, Field, Finding, Level
from earlyhelp.understand.linkage.rank import Candidate, rank

__all__ = ["Band", "Candidate", "Explanation", "Field", "Finding", "Level", "explain", "rank"]
