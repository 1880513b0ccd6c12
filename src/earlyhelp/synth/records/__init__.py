"""What many agencies hold of the same people who do not exist, with the errors that records have; the truth apart."""

from earlyhelp.synth.records.making import Records, make_records
from earlyhelp.synth.records.profiles import AGENCIES, Profile

__all__ = ["AGENCIES", "Profile", "Records", "make_records"]
