"""Words of this room, by noun."""

from earlyhelp.understand.choices.people import Agreement, ComparedOn, ConsentGiver, ConsentWay, MatchBand

__all__ = ["Agreement", "ComparedOn", "ConsentGiver", "ConsentWay", "MatchBand"]
