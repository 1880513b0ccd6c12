"""Attacks that everybody knows, on the whole service. Each has a twin in which the defence is gone and it works."""
