"""Verify the audit's chains (P9): in the database and outside, beside SHA-256 over the same bytes."""

import hashlib
from uuid import uuid4

from benchmarks.ground import prepare, seconds

ENTRIES = 1_000_000
TIMES = 3
_FILL = """
INSERT INTO govern_auditentry (id, agency_id, practitioner_id, practitioner_label, role, purpose, kind, did,
  target_label, target_key, target_reference, reason, detail, at)
SELECT (%s || lpad(to_hex(n), 12, '0'))::uuid, %s, gen_random_uuid(), 'Synthetic Person', 'decision_maker',
  'early_help', 'read',
  'notification.read', 'notification', gen_random_uuid()::text, 'EH-26-0004217', '', '{}', now()
FROM generate_series(1, %s) AS n
"""


def run() -> list[tuple[object, ...]]:
    """Fill one chain, walk it, and hash the same bytes in the same order."""
    prepare()
    from django.db import connections, transaction

    from earlyhelp.govern import queries
    from earlyhelp.govern.rules import find_faults
    from earlyhelp.kit.actor import Actor
    from earlyhelp.kit.models import new_id

    by = Actor.system("assurance")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM govern_auditentry")
        missing = ENTRIES - cursor.fetchone()[0]
    if missing > 0:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(_FILL, [str(new_id())[:-12], uuid4(), missing])
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE govern_auditentry, govern_auditlink")
    heads = queries.list_heads(by=by)
    faults: list[object] = []

    def inside() -> None:
        for head in heads:
            faults.extend(queries.list_chain_faults(by=by, chain=head.chain))

    def outside() -> None:
        faults.extend(find_faults(queries.list_chain_rows(by=by)))

    within = min(seconds(inside) for _ in range(TIMES))
    carried = min(seconds(outside) for _ in range(TIMES))
    if faults:
        raise SystemExit(f"the chain is broken: {faults[:3]}")
    texts = [row.text.encode() for row in queries.list_chain_rows(by=by)]
    bare = min(seconds(lambda: [hashlib.sha256(text).digest() for text in texts]) for _ in range(TIMES))
    return [
        ("what", "entries", "seconds", "ratio"),
        ("earlyhelp audit verify", len(texts), f"{within:.2f}", f"{within / bare:.1f}"),
        ("earlyhelp audit verify --outside", len(texts), f"{carried:.2f}", f"{carried / bare:.1f}"),
        ("SHA-256 of the same bytes", len(texts), f"{bare:.2f}", "1.0"),
    ]
