"""A mapping file that names no column for a field that is needed is refused before any row is read."""

import re
from pathlib import Path

import pytest

from earlyhelp.exchange.police.mapping import read_mapping
from earlyhelp.exchange.police.shapes import CannotRead

GOOD = Path(__file__).parents[3] / "src" / "earlyhelp" / "exchange" / "mappings" / "south-wales.toml"


def test_an_empty_list_of_columns_is_no_column(tmp_path: Path) -> None:
    text, changed = re.subn(r"(?m)^number = .*$", "number = []", GOOD.read_text(), count=1)
    assert changed
    (tmp_path / "force.toml").write_text(text)
    with pytest.raises(CannotRead):
        read_mapping(tmp_path / "force.toml")
