"""Names: what kinds of training, questions, feelings and plans there are."""
