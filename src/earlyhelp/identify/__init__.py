"""Notifications: what an officer saw, as reported, and as nobody may rewrite it."""
