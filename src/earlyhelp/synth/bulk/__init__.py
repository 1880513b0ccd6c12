"""Facts of a synthetic Wales, straight to Parquet: no database, bounded memory, the same bytes for the same seed.

Nobody in them exists. What was put in is known (`manifest.json`, `truth.csv`): how far help changed what came after,
when each area began, and where recording changed, so that measures and studies can be held to it.
"""

from earlyhelp.synth.bulk.making import NotEmpty as NotEmpty
from earlyhelp.synth.bulk.making import make_facts as make_facts
from earlyhelp.synth.bulk.plan import Plan as Plan
