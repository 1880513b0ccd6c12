"""Settings from the environment, and every start that is refused because it could expose real people."""

from typing import Any

import pytest

from earlyhelp.config.environment import (
    DEFAULT_SECRET,
    UnsafeSettings,
    check_safe,
    database,
    is_remote,
    mode,
)

SECRET = "k" * 50
HERE = "postgresql://earlyhelp_app@/earlyhelp?host=%2Fvar%2Frun%2Fpostgresql"
ELSEWHERE = "postgresql://earlyhelp_app@db.example.org/earlyhelp"


def databases(*addresses: str) -> dict[str, dict[str, Any]]:
    return {str(number): database(address) for number, address in enumerate(addresses)}


class TestMode:
    def test_nothing_said_is_production(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("EARLYHELP_MODE")
        assert mode() == "production"

    @pytest.mark.parametrize("said", ["production", " Demonstration ", "TEST"])
    def test_capitals_and_spaces_do_not_matter(self, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
        monkeypatch.setenv("EARLYHELP_MODE", said)
        assert mode() == said.strip().lower()

    @pytest.mark.parametrize("said", ["", "demo", "prod", "development"])
    def test_anything_else_is_refused_rather_than_guessed(
        self, monkeypatch: pytest.MonkeyPatch, said: str
    ) -> None:
        monkeypatch.setenv("EARLYHELP_MODE", said)
        with pytest.raises(UnsafeSettings, match="production, demonstration or test"):
            mode()


class TestDatabaseAddress:
    def test_every_part_is_read(self) -> None:
        found = database("postgresql://us%40er:pa%2Fss@db.example.org:6432/earlyhelp?sslmode=verify-full")
        assert (found["USER"], found["PASSWORD"]) == ("us@er", "pa/ss")
        assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", "6432", "earlyhelp")
        assert found["OPTIONS"] == {"sslmode": "verify-full"}

    def test_a_socket_is_named_by_its_folder(self) -> None:
        found = database(HERE)
        assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/var/run/postgresql", "", {})

    @pytest.mark.parametrize(
        ("host", "remote"),
        [
            ("", False),
            ("localhost", False),
            ("127.0.0.1", False),
            ("[::1]", False),
            ("db.example.org", True),
            ("10.0.0.7", True),
        ],
    )
    def test_only_this_machine_is_not_remote(self, host: str, remote: bool) -> None:
        assert is_remote(database(f"postgresql://earlyhelp_app@{host}/earlyhelp")) is remote

    def test_a_socket_is_on_this_machine(self) -> None:
        assert not is_remote(database(HERE))


class TestSafety:
    @pytest.mark.parametrize("how", ["demonstration", "test"])
    def test_a_demonstration_never_touches_a_database_elsewhere(self, how: str) -> None:
        with pytest.raises(UnsafeSettings, match="signs anyone in as anyone"):
            check_safe(mode=how, secret=SECRET, databases=databases(HERE, ELSEWHERE))

    def test_a_demonstration_here_needs_no_secret_of_its_own(self) -> None:
        check_safe(mode="demonstration", secret=DEFAULT_SECRET, databases=databases(HERE))

    @pytest.mark.parametrize("secret", ["", "short", "k" * 49, DEFAULT_SECRET])
    def test_production_refuses_a_key_that_can_be_guessed(self, secret: str) -> None:
        with pytest.raises(UnsafeSettings, match="EARLYHELP_SECRET_KEY"):
            check_safe(mode="production", secret=secret, databases=databases(HERE))

    def test_the_default_key_is_long_enough_and_refused_all_the_same(self) -> None:
        assert len(DEFAULT_SECRET) >= 50

    @pytest.mark.parametrize("sslmode", ["", "?sslmode=disable", "?sslmode=allow", "?sslmode=prefer"])
    def test_production_refuses_a_database_elsewhere_without_encryption(self, sslmode: str) -> None:
        with pytest.raises(UnsafeSettings, match="verify-full"):
            check_safe(mode="production", secret=SECRET, databases=databases(HERE, ELSEWHERE + sslmode))

    @pytest.mark.parametrize("sslmode", ["require", "verify-ca", "verify-full"])
    def test_production_starts_when_it_is_safe(self, sslmode: str) -> None:
        safe = f"{ELSEWHERE}?sslmode={sslmode}"
        check_safe(mode="production", secret=SECRET, databases=databases(HERE, safe))
