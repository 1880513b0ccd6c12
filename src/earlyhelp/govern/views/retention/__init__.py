"""The pages of retention: what falls due, lists to dispose of, legal holds, the schedule, and the proof."""
