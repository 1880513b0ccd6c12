"""What is measured, each promise beside a peer or the limit of what lies beneath it, in one run."""
