"""The audit of who did what and why, and who is involved with which record. Knows nobody's models."""
