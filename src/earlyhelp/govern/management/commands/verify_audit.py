"""`earlyhelp audit verify`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from earlyhelp.govern import queries
from earlyhelp.govern.archives import list_file_faults
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.queries.archives import list_archived
from earlyhelp.govern.rules import Finding, find_faults
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
        parser.add_argument(
            "--archive", type=Path, help="The folder of archived months: check its files too."
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
        findings = [*walked, *queries.list_loose_ends(by=by, heads=heads)]
        if options.get("archive"):
            findings += self._archive(by, options["archive"])
        for finding in findings:
            self.stdout.write(f"{finding.fault}: chain {finding.chain}, position {finding.position}")
        if findings:
            raise CommandError(f"{len(findings)} faults in {total} entries.", returncode=1)
        self.stdout.write(f"{total} entries in {len(heads)} chains are whole and in order.")
        if archived := sum(head.archived for head in heads):
            self.stdout.write(f"{archived} of them are archived.")

    def _archive(self, by: Actor, folder: Path) -> list[Finding]:
        """The faults of all files that archiving left."""
        files = list_archived(by=by)
        found = [fault for one in files for fault in list_file_faults(folder / one.file, one)]
        if not found:
            self.stdout.write(f"{len(files)} files are as they were written.")
        return found
