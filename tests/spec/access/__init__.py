"""Both walls, seen from outside: who may open which page, and who sees which row."""
