"""Given the running service, when anybody's machine reads the directory, then every answer is Open Referral UK 3.0."""

import json
from typing import Any
from urllib.request import Request, urlopen

from tests.oruk import all_faults, needs_schemas


@needs_schemas
def test_every_page_and_every_id_is_open_referral_uk(address: str) -> None:
    def get(path: str) -> Any:
        asked = Request(
            f"{address}/open-referral/{path}", headers={"Origin": "https://validator.example.org"}
        )
        with urlopen(asked, timeout=20) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.headers["ETag"]
            return json.load(answer)

    assert not list(all_faults(get, per_page=25))
