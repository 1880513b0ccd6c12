"""The command `earlyhelp`. Exit codes: 0 done, 1 something is wrong with the data, 2 it could not be done."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from earlyhelp.config import embedded
from earlyhelp.config.access.command import add_access, print_table
from earlyhelp.config.boards import add_figures, figures_call
from earlyhelp.config.environment import UnsafeSettings
from earlyhelp.config.facts import add_facts, facts_call
from earlyhelp.config.figures import add_evidence, add_study
from earlyhelp.config.instruments import add_instruments, instruments_call
from earlyhelp.config.linking import add_link
from earlyhelp.config.measures import add_measures, measures_call
from earlyhelp.config.partners import add_partners, partners_call
from earlyhelp.config.places import add_areas, areas_call
from earlyhelp.config.training import add_training, training_call
from earlyhelp.config.wellbeing import add_wellbeing, wellbeing_call

console = Console(stderr=True)
Command = Callable[[argparse.Namespace], int]


def parser() -> argparse.ArgumentParser:
    """Describe every command."""
    top = argparse.ArgumentParser(
        prog="earlyhelp", description="Early Action Together: the right help at the right time."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    _add_running(commands)

    directory = commands.add_parser("directory", help="the directory of services")
    steps = directory.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, what in (
        ("load", "load services from a feed, a file or tables, from the start"),
        ("sync", "bring services up to date: go on after a cut, and ask only for what has changed"),
    ):
        step = steps.add_parser(name, help=what)
        step.add_argument("source", help="a file, a folder or archive of tables (CSV), or an http(s) address")
        step.add_argument(
            "--rejects", type=Path, metavar="FILE.csv", help="write every rejected record and its reason here"
        )
    template = steps.add_parser("template", help="print a table (CSV) to fill in, for a spreadsheet")
    template.add_argument(
        "--language", choices=["en", "cy"], default="en", help="of the headings (default: %(default)s)"
    )

    before = (add_partners, add_areas, _add_import, _add_events, _add_records, add_link, add_training)
    figures = (add_facts, add_measures, add_figures, add_evidence, add_study, add_instruments, add_wellbeing)
    for add in (*before, *figures):
        add(commands)

    add_access(commands)
    _add_audit(commands)
    _add_retention(commands)
    return top


def _add_audit(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = commands.add_parser("audit", help="the record of who read, changed and shared what")
    steps = audit.add_subparsers(dest="step", required=True, metavar="STEP")
    verify = steps.add_parser("verify", help="find any change, gap or reordering in the audit")
    verify.add_argument(
        "--outside", action="store_true", help="do the sums outside the database: slower, and trusts it less"
    )
    verify.add_argument(
        "--archive", type=Path, metavar="FOLDER", help="check the files of archived months too"
    )
    archive = steps.add_parser("archive", help="write an old month into files and take it out of the service")
    archive.add_argument("month", metavar="YYYY-MM", help="the month, which ended more than 24 months ago")
    archive.add_argument("folder", type=Path, help="where its files go")


def _add_retention(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    retention = commands.add_parser("retention", help="how long records are kept")
    steps = retention.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, what in (
        ("due", "count what falls due, agency by agency"),
        ("run", "do the night's work now: look for what falls due, delete for good what is over"),
        ("hold", "list the legal holds that nobody has ended"),
        ("reapply", "after restoring a backup: delete again what was deleted for good since"),
    ):
        step = steps.add_parser(name, help=what)
        step.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        if name in {"run", "reapply"}:
            step.add_argument(
                "--register",
                type=Path,
                metavar="FILE.jsonl",
                help="the register of erasures (default: its usual place)",
            )


def _add_running(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="serve the pages")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
    serve.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="web processes (default: %(default)s)"
    )

    commands.add_parser("worker", help="send messages and do other jobs")
    commands.add_parser("migrate", help="bring the database up to date, as its owner")

    demo = commands.add_parser("demo", help="run a demonstration with synthetic people, all in one process")
    demo.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    demo.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
    demo.add_argument("--fresh", action="store_true", help="start over with new synthetic people")

    synth = commands.add_parser("synth", help="fill a demonstration's database with synthetic people")
    synth.add_argument(
        "--scale",
        choices=["authority"],
        default="authority",
        help="how large (default: one council area's year)",
    )
    synth.add_argument(
        "--seed", type=int, default=1, help="the same seed gives the same people (default: %(default)s)"
    )
    synth.add_argument("--fresh", action="store_true", help="remove the synthetic people that are there")


def _add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bring = commands.add_parser("import", help="what other systems recorded")
    steps = bring.add_subparsers(dest="step", required=True, metavar="STEP")
    incidents = steps.add_parser("incidents", help="import incidents from a police force's file")
    incidents.add_argument("file", type=Path, help="a CSV, JSON Lines or Parquet file")
    incidents.add_argument(
        "--mapping",
        required=True,
        metavar="NAME",
        help="what the columns and codes of the force mean: a mapping that is kept here, or a file such as FORCE.toml",
    )
    incidents.add_argument(
        "--agency",
        default="",
        metavar="CODE",
        help="whose mapping it is, where more than one agency keeps one of this name",
    )
    incidents.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
    incidents.add_argument("--again", action="store_true", help="read a file once more that was read before")
    incidents.add_argument(
        "--rejects", type=Path, metavar="FILE.csv", help="write every reject, its reason and what to do here"
    )


def _add_events(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    events = commands.add_parser("events", help="what partners' own systems say happened")
    steps = events.add_subparsers(dest="step", required=True, metavar="STEP")
    load = steps.add_parser("load", help="load a partner's events for chronologies")
    load.add_argument(
        "file", type=Path, help="a CSV, JSON Lines or Parquet file in the product's own columns"
    )
    load.add_argument(
        "--agency", required=True, metavar="CODE", help="the code of the partner whose events they are"
    )
    load.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
    load.add_argument("--again", action="store_true", help="read a file once more that was read before")
    load.add_argument(
        "--rejects", type=Path, metavar="FILE.csv", help="write every reject, its reason and what to do here"
    )


def _add_records(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    records = commands.add_parser("records", help="the people whom partners' own systems know")
    steps = records.add_subparsers(dest="step", required=True, metavar="STEP")
    load = steps.add_parser("load", help="load a partner's records of people")
    load.add_argument("file", type=Path, help="a CSV, JSON Lines or Parquet file")
    load.add_argument(
        "--agency", required=True, metavar="CODE", help="the code of the partner whose records they are"
    )
    load.add_argument("--system", required=True, metavar="NAME", help="the partner's own name for the system")
    load.add_argument(
        "--mapping",
        type=Path,
        metavar="MAP.toml",
        help="what the columns of the file mean, if they are not the product's own",
    )
    load.add_argument(
        "--rejects", type=Path, metavar="FILE.csv", help="write every reject, its reason and what to do here"
    )


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code."""
    asked = parser().parse_args(words)
    if asked.command in {"demo", "synth"}:
        os.environ.setdefault("EARLYHELP_MODE", "demonstration")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "earlyhelp.config.settings")
    try:
        if asked.command in WITHOUT_DATABASE:
            prepare_without_database()
        else:
            prepare(fresh=asked.command == "demo" and asked.fresh)
        return COMMANDS[asked.command](asked)
    except UnsafeSettings as problem:
        console.print(f"[bold]Not started.[/bold] {problem}")
        return 2


def prepare(*, fresh: bool) -> None:
    """Start the embedded database when no other one is named, and load the settings."""
    from earlyhelp.config.messages import compile_messages

    folder = embedded.data_folder() / "database"
    if not os.environ.get("DATABASE_URL"):
        if fresh:
            embedded.remove(folder)
        embedded.start(folder)
    compile_messages()
    import django

    django.setup()


def prepare_without_database() -> None:
    """Load the settings for a command that reads and writes files only: it runs on any machine, set up or not."""
    from earlyhelp.config.messages import compile_messages

    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)
    os.environ["EARLYHELP_MODE"] = "demonstration"
    compile_messages()
    import django

    django.setup()


def _serve(asked: argparse.Namespace) -> int:
    from earlyhelp.config import running

    running.serve(host=asked.host, port=asked.port, processes=asked.processes)
    return 0


def _worker(asked: argparse.Namespace) -> int:
    from earlyhelp.config import running

    running.work()
    return 0


def _migrate(asked: argparse.Namespace) -> int:
    from earlyhelp.config import running

    running.migrate()
    return 0


def _demo(asked: argparse.Namespace) -> int:
    from django.conf import settings

    from earlyhelp.config import running

    if not settings.DEMO:
        raise UnsafeSettings("The demonstration signs anyone in as anyone. Unset EARLYHELP_MODE to run it.")
    console.print("Preparing the database …")
    running.migrate()
    if asked.fresh:
        running.forget_mail()
    code = _call("synth", scale="authority", seed=1, fresh=False)
    return code or running.Demonstration(host=asked.host, port=asked.port, console=console).run()


def _synth(asked: argparse.Namespace) -> int:
    from earlyhelp.config import running

    running.migrate()
    return _call("synth", scale=asked.scale, seed=asked.seed, fresh=asked.fresh)


def _directory(asked: argparse.Namespace) -> int:
    if asked.step == "template":
        return _call("directory_template", language=asked.language)
    return _call("load_directory", asked.source, rejects=asked.rejects, sync=asked.step == "sync")


def _import(asked: argparse.Namespace) -> int:
    return _call(
        "import_incidents",
        asked.file,
        mapping=asked.mapping,
        agency=asked.agency,
        dry_run=asked.dry_run,
        again=asked.again,
        rejects=asked.rejects,
    )


def _link(asked: argparse.Namespace) -> int:
    options = {name: value for name, value in vars(asked).items() if name not in {"command", "step"}}
    words = [f"--{name}={value}" for name, value in options.items() if value is not None]
    return _call("link", asked.step, *words)


def _evidence(asked: argparse.Namespace) -> int:
    told = {name: value for name, value in vars(asked).items() if name not in {"command", "step", "survey"}}
    return _call("tabulate_evidence", asked.survey, **told)


def _study(asked: argparse.Namespace) -> int:
    told = {name: value for name, value in vars(asked).items() if name not in {"command", "design", "file"}}
    file = [asked.file] if "file" in asked else []
    return _call("study_effect", asked.design, *file, **told)


def _events(asked: argparse.Namespace) -> int:
    return _call(
        "load_events",
        asked.file,
        agency=asked.agency,
        dry_run=asked.dry_run,
        again=asked.again,
        rejects=asked.rejects,
    )


def _records(asked: argparse.Namespace) -> int:
    return _call(
        "load_records",
        asked.file,
        agency=asked.agency,
        system=asked.system,
        mapping=asked.mapping,
        rejects=asked.rejects,
    )


def _audit(asked: argparse.Namespace) -> int:
    if asked.step == "archive":
        return _call("archive_audit", asked.month, asked.folder)
    return _call("verify_audit", outside=asked.outside, archive=asked.archive)


def _retention(asked: argparse.Namespace) -> int:
    return _call("retention", asked.step, dry_run=asked.dry_run, register=getattr(asked, "register", None))


def _through(call: Callable[[argparse.Namespace], tuple[str, Any, dict[str, object]]]) -> Command:
    """A command of which its own part says what to call, with which words and options."""

    def run(asked: argparse.Namespace) -> int:
        name, words, options = call(asked)
        return _call(name, *words, **options)

    return run


def _call(name: str, *words: str | Path, **options: object) -> int:
    """Run a room's own command, and give back the exit code that it asks for."""
    from django.core.management import CommandError, call_command

    try:
        call_command(name, *words, **options)
    except CommandError as problem:
        console.print(str(problem))
        return problem.returncode
    return 0


# These read and write files only, and run where nothing is set up.
WITHOUT_DATABASE = frozenset({"access", "evidence", "link", "measures", "study"})
COMMANDS: dict[str, Command] = {
    "serve": _serve,
    "worker": _worker,
    "migrate": _migrate,
    "demo": _demo,
    "synth": _synth,
    "directory": _directory,
    "partners": _through(partners_call),
    "areas": _through(areas_call),
    "import": _import,
    "instruments": _through(instruments_call),
    "events": _events,
    "records": _records,
    "training": _through(training_call),
    "measures": _through(measures_call),
    "link": _link,
    "audit": _audit,
    "access": print_table,
    "retention": _retention,
    "wellbeing": _through(wellbeing_call),
    "facts": _through(facts_call),
    "figures": _through(figures_call),
    "evidence": _evidence,
    "study": _study,
}

if __name__ == "__main__":
    sys.exit(main())
