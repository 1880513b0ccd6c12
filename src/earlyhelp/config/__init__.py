"""The composition root: settings, addresses, command line, embedded database."""
