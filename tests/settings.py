"""The product's settings, on an embedded PostgreSQL of the tests' own."""

import os
from pathlib import Path

os.environ["EARLYHELP_MODE"] = "test"
os.environ["EARLYHELP_HOME"] = str(Path(__file__).resolve().parents[1] / "var" / "test")

from earlyhelp.config import embedded
from earlyhelp.config.messages import compile_messages

if not os.environ.get("DATABASE_URL"):
    embedded.start(embedded.data_folder() / "database", durable=False)

compile_messages()
(embedded.data_folder() / "static").mkdir(parents=True, exist_ok=True)

from earlyhelp.config.settings import *  # noqa: E402, F403

TEMPLATES[0]["OPTIONS"]["debug"] = True  # noqa: F405 template coverage needs line numbers
