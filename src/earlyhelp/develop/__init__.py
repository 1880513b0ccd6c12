"""Workforce: training, reflection, wellbeing and organisations. Never sees a case."""
