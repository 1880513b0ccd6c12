"""Names for levels of practice, sessions, places and records of training."""

from earlyhelp.develop.choices.courses import (
    BookingState,
    PracticeLevel,
    RecordSource,
    SessionLanguage,
    SessionState,
    Took,
)

__all__ = ["BookingState", "PracticeLevel", "RecordSource", "SessionLanguage", "SessionState", "Took"]
