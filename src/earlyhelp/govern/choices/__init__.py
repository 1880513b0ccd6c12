"""Names: why somebody acts, what an entry of the audit says, what there is to govern."""

from earlyhelp.govern.choices.deeds import DEEDS
from earlyhelp.govern.choices.dictionary import Sensitivity, Sight, ValueType
from earlyhelp.govern.choices.entries import EntryKind
from earlyhelp.govern.choices.purposes import Purpose
from earlyhelp.govern.choices.sections import Section

__all__ = ["DEEDS", "EntryKind", "Purpose", "Section", "Sensitivity", "Sight", "ValueType"]
