"""Agencies, areas, teams, practitioners and the agreements under which they share."""
