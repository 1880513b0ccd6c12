"""How guessing grows slow, without letting anybody shut a colleague out."""

from datetime import datetime, timedelta
from typing import Final

from earlyhelp.partnership.choices import TryKind

# So many wrong tries cost nothing: people mistype. Many colleagues may share one network address.
_FREE: Final = {TryKind.ACCOUNT: 5, TryKind.DEVICE: 5, TryKind.ADDRESS: 30}
_FIRST: Final = timedelta(seconds=5)
_LONGEST: Final = timedelta(minutes=15)
FORGOTTEN_AFTER: Final = timedelta(days=1)


class MustWait(Exception):
    """Too many wrong tries: nothing more is looked at for `wait`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


def wait_after(kind: TryKind, times: int) -> timedelta:
    """How long nothing is looked at after so many wrong tries: 5 seconds, doubled each time, 15 minutes at most."""
    beyond = times - _FREE[kind]
    if beyond < 0:
        return timedelta(0)
    return min(_FIRST * (1 << min(beyond, 20)), _LONGEST)


def is_forgotten(last_at: datetime, at: datetime) -> bool:
    """Whether wrong tries are so long ago that they no longer count."""
    return at - last_at >= FORGOTTEN_AFTER
