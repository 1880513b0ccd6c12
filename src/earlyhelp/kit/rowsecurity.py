"""The second wall, as migration operations. How it is built: docs/adr/0007-two-walls.md."""

from django.db.migrations.operations import RunSQL

_PROTECT = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY involved ON {table}
  USING ({condition}) WITH CHECK ({condition});
"""
_OPEN = """
DROP POLICY involved ON {table};
DROP POLICY IF EXISTS shared ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
_OWNER = "{owner} = (SELECT actor_agency())"
_INVOLVED = """ OR EXISTS (
    SELECT 1 FROM govern_accessgrant AS g
    WHERE g.record_id = {table}.{record} AND g.agency_id = (SELECT actor_agency())
      AND (g.until_at IS NULL OR g.until_at > now()))"""
# The function runs once for a statement, not once for a row: that is what the subquery is for.
_SHARE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY involved ON {table} USING ({owns}) WITH CHECK ({owns});
CREATE POLICY shared ON {table} FOR SELECT
  USING ({condition} OR {owner} = ANY ((SELECT agencies_sharing('{data_set}'))::uuid[]));
"""


class ProtectTable(RunSQL):
    """Show a row only to the agency that owns it, or to one with a live grant on its record key.

    `owner` and `record` are column names; `record=None` means that no grant can open the row.
    `only_practitioner` names a column: then only that practitioner sees the row, whatever the agency.
    `shared_as` names a data set of sharing agreements: then every agency with a live agreement about it with the owner
    may read the row (the SQL function `agencies_sharing`), and only the owner may write it, whoever has a grant.
    """

    def __init__(
        self,
        table: str,
        *,
        owner: str = "agency_id",
        record: str | None = "id",
        only_practitioner: str | None = None,
        shared_as: str | None = None,
    ) -> None:
        self.table, self.owner, self.record, self.only_practitioner = table, owner, record, only_practitioner
        self.shared_as = shared_as
        condition = _OWNER.format(owner=owner)
        if record is not None:
            condition += _INVOLVED.format(table=table, record=record)
        if only_practitioner is not None:
            condition = f"({condition}) AND {only_practitioner} = (SELECT actor_practitioner())"
        sql = _PROTECT.format(table=table, condition=condition)
        if shared_as is not None:
            owns = _OWNER.format(owner=owner)
            sql = _SHARE.format(table=table, owns=owns, condition=condition, owner=owner, data_set=shared_as)
        super().__init__(sql=sql, reverse_sql=_OPEN.format(table=table))

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """Let Django write this operation down."""
        keywords = {"owner": self.owner, "record": self.record, "only_practitioner": self.only_practitioner}
        if self.shared_as is not None:
            keywords["shared_as"] = self.shared_as
        return (type(self).__name__, [self.table], dict(keywords))
