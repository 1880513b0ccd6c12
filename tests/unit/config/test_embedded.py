"""Where the embedded database is and how it is reached, and Welsh that is compiled when it has to be."""

import os
import signal
import time
from pathlib import Path

import polib
import pytest

from earlyhelp.config import embedded, messages
from earlyhelp.config.environment import database


def test_a_server_that_runs_says_where_it_listens(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text("4711\n/data\n1790000000\n5432\n/run/socket\n\n")
    assert embedded.socket_folder(tmp_path) == "/run/socket"


@pytest.mark.parametrize("lines", ["4711\n/data\n", "4711\n/data\n1790000000\n5432\n\n"])
def test_a_server_that_is_still_starting_listens_in_its_own_folder(tmp_path: Path, lines: str) -> None:
    (tmp_path / "postmaster.pid").write_text(lines)
    assert embedded.socket_folder(tmp_path) == str(tmp_path)


def test_a_server_that_is_not_there_yet_has_an_address_already(tmp_path: Path) -> None:
    found = database(embedded.address(tmp_path / "a b", embedded.APP_ROLE))
    assert (found["HOST"], found["USER"]) == (str(tmp_path / "a b"), embedded.APP_ROLE)


def test_a_database_is_made_and_removed_with_everything_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "database"
    embedded.remove(folder)  # nothing there is nothing to do
    embedded.start(folder, durable=False)
    assert embedded.socket_folder(folder)
    assert embedded.is_running(folder)
    embedded.remove(folder)
    assert not folder.exists()
    assert not embedded.is_running(folder)


def test_a_server_that_mends_itself_for_longer_than_the_library_waits_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "database"
    embedded.start(folder, durable=False)
    os.kill(int((folder / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    while embedded.is_running(folder):
        time.sleep(0.1)
    # It looks for its log in an archive first, which takes its time and has nothing.
    (folder / "recovery.signal").touch()
    with (folder / "postgresql.auto.conf").open("a") as settings:
        settings.write("restore_command = 'sleep 13; false'\n")
    began = time.monotonic()
    embedded.start(folder, durable=False)
    assert time.monotonic() - began > 10
    assert embedded.is_running(folder)
    embedded.remove(folder)


@pytest.mark.parametrize("pid", ["", "nonsense\n", f"{2**22 + 1}\n"])
def test_a_server_that_left_its_note_behind_does_not_run(tmp_path: Path, pid: str) -> None:
    (tmp_path / "postmaster.pid").write_text(pid)
    assert not embedded.is_running(tmp_path)


def test_the_catalogue_is_compiled_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    po = tmp_path / "cy" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    entry = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "My work"\nmsgstr "{}"\n'
    po.write_text(entry.format("Gwaith"))
    mo = po.with_suffix(".mo")
    messages.compile_messages()
    assert polib.mofile(str(mo)).find("My work").msgstr == "Gwaith"

    made = mo.stat().st_mtime_ns
    messages.compile_messages()
    assert mo.stat().st_mtime_ns == made

    po.write_text(entry.format("Fy ngwaith"))
    os.utime(po, ns=(made + 10**9, made + 10**9))
    messages.compile_messages()
    assert polib.mofile(str(mo)).find("My work").msgstr == "Fy ngwaith"
