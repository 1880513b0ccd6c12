"""A wall can be written down in a migration and read back as the same wall."""

import pytest
from django.db.migrations.writer import OperationWriter

from earlyhelp.kit.rowsecurity import ProtectTable

WALLS = [
    ProtectTable("solve_claim"),
    ProtectTable("solve_claim", owner="council_id", record="notification_id"),
    ProtectTable("identify_draft", record=None, only_practitioner="practitioner_id"),
    ProtectTable("understand_sourcerecord", shared_as="records"),
]


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_that_is_written_down_is_built_the_same(wall: ProtectTable) -> None:
    name, words, keywords = wall.deconstruct()
    again = ProtectTable(*words, **keywords)
    assert (name, again.sql, again.reverse_sql) == ("ProtectTable", wall.sql, wall.reverse_sql)
    written, imports = OperationWriter(wall).serialize()
    assert written.strip().startswith("earlyhelp.kit.rowsecurity.ProtectTable(")
    assert imports == {"import earlyhelp.kit.rowsecurity"}
