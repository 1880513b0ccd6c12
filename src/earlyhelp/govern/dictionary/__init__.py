"""The data dictionary: every field of every table, with what it means, read from the code that keeps it.

The words stand beside the models, in each room's `facts/dictionary.toml`; what holds in every room stands in
`govern/facts/common.toml`. Type, code list, retention and who sees it are read from models, declarations and walls.
"""

from earlyhelp.govern.dictionary.forms import as_csv, as_json, as_markdown
from earlyhelp.govern.dictionary.reading import Field, Table, find_table, list_tables, read_words

__all__ = ["Field", "Table", "as_csv", "as_json", "as_markdown", "find_table", "list_tables", "read_words"]
