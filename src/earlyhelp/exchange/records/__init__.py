"""A partner's file of the people whom one of its systems knows, row by row. Pure: a file in, records out."""

from earlyhelp.exchange.records.reading import COLUMNS, RecordOutcome, columns_of, read_records

__all__ = ["COLUMNS", "RecordOutcome", "columns_of", "read_records"]
