"""A web process reads what every page needs before its first visitor comes."""

from earlyhelp.config.warming import warm
from earlyhelp.kit.working_days import _bank_holidays


def test_every_template_and_the_bank_holidays_are_read_before_the_first_page() -> None:
    _bank_holidays.cache_clear()
    assert warm() > 300
    assert _bank_holidays.cache_info().currsize == 1
