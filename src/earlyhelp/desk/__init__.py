"""Pages that join rooms. No tables, no actions."""
