"""The outbox: what practitioners should know, in the service at once and by e-mail with a link only."""
