"""`earlyhelp audit verify`."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from earlyhelp.govern import queries
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.rules import Fault, Finding, find_faults
from earlyhelp.kit.actor import Actor


class Command(BaseCommand):
    help = "Find any change, gap or reordering in the audit. Exit code 1 when there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where the sums are done."""
        parser.add_argument(
            "--outside",
            action="store_true",
            help="Carry every entry out of the database and do the sums here: slower, and trusts the server less.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(Purpose.ASSURANCE)
        heads = queries.list_heads(by=by)
        total = sum(head.found for head in heads)
        with Progress(transient=True) as progress:
            if options.get("outside"):
                rows = progress.track(
                    queries.list_chain_rows(by=by), total=total, description="Verifying entries"
                )
                walked = list(find_faults(rows))
            else:
                chains = progress.track(
                    sorted(heads, key=lambda head: head.chain), description="Verifying chains"
                )
                walked = [
                    fault for head in chains for fault in queries.list_chain_faults(by=by, chain=head.chain)
                ]
        findings = list(_all_faults(by, heads, walked))
        for finding in findings:
            self.stdout.write(f"{finding.fault}: chain {finding.chain}, position {finding.position}")
        if findings:
            raise CommandError(f"{len(findings)} faults in {total} entries.", returncode=1)
        self.stdout.write(f"{total} entries in {len(heads)} chains are whole and in order.")


def _all_faults(by: Actor, heads: list[queries.Head], walked: list[Finding]) -> Iterator[Finding]:
    yield from walked
    for head in heads:
        if head.remembered != head.found:
            yield Finding(Fault.SHORTENED, head.chain, head.found)
    unlinked = queries.count_unlinked(by=by)
    if unlinked:
        yield Finding(Fault.UNCHAINED, "", unlinked)
