"""Through which other rooms say what their codes are called."""

from earlyhelp.evaluate.measures.words import add_words as add_words
