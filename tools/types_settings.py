"""The product's settings for the type checker: no database is started, no secret is asked for."""

import os

os.environ["EARLYHELP_MODE"] = "test"

from earlyhelp.config.settings import *  # noqa: F403
