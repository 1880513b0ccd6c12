"""What people choose and type about figures."""
