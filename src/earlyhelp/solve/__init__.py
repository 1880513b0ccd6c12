"""Triage: the queue, its clock, and the decision that no notification ends without."""
