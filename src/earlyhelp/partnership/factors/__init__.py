"""Second factors as plain values: codes of an authenticator app, passkeys, codes on paper. No table, no page."""
