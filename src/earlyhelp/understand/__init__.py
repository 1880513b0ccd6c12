"""People: who the reports are about, what links them, and what they agreed to."""
