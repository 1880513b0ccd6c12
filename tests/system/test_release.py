"""A release is built on the command line, and its pages are read from the folder, without a server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.factories.released import write_values
from tests.system.conftest import SOURCE
from tests.system.person import Person


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("release")
    values = write_values(place / "values")
    words = ["release", "build", "--values", str(values), "--period", "2025-26", "--out", str(place / "out")]
    subprocess.run(
        [sys.executable, "-m", "earlyhelp.config.commandline", *words],
        check=True,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )
    return place / "out"


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("cy", 375)])
def test_a_bulletin_is_read_from_its_folder(
    folder: Path, browser: Browser, language: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True)
    reader = Person(context.new_page(), folder.as_uri(), language, width)
    reader.page.goto(f"{folder.as_uri()}/bulletin.{language}.html")
    reader.sees(f"bulletin-{width}")
    assert reader.page.locator("table").count() == reader.page.locator("img").count() >= 1
    assert reader.page.locator("script").count() == 0
    reader.page.locator(f"a[href='definitions.{language}.html']").click()
    reader.sees(f"definitions-{width}")
    context.close()
