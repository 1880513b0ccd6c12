"""What people wrote and said: whole texts in both languages, never glued inside a sentence."""

from earlyhelp.synth.narrative.situations import SITUATIONS, Pattern, Situation
from earlyhelp.synth.narrative.writing import Account, phrase, write_account

__all__ = ["SITUATIONS", "Account", "Pattern", "Situation", "phrase", "write_account"]
