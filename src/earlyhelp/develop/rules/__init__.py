"""Decides about training, questionnaires, wellbeing and organisations. No database here."""
