"""Population surveys of adverse childhood experiences as evidence: what a population shows, never one person. Pure.

A survey here is a file of a public-health body; its rows have no link to anybody in this service, and nothing of a
single row is ever written out.
"""
