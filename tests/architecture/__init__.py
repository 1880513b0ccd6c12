"""Section 6 of the design, promise by promise. Each check is shown to fail when its promise is broken."""
