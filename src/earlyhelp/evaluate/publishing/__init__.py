"""A statistical release: protected values as a bulletin, tables, workbooks and charts, the same bytes each time."""
