"""The directory of services, and referrals that always come back with an answer."""
