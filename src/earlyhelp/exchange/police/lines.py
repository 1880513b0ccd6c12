"""Lines of a text file, each of bounded length, in an encoding that may be the wrong one."""

import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from typing import Final, TextIO

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.police.shapes import LONGEST_RECORD, CannotRead, Held, Readable

# Bytes that do not fit the encoding arrive as lone surrogates; U+FFFD and "Ã©" are the marks of a text that was read
# in the wrong encoding once before.
_MISREAD: Final = re.compile("[\ud800-\udfff\ufffd]|[ÃÂÅ][\u0080-\u00bf\u0152-\u2122]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def open_text(file: Readable, encoding: str) -> TextIO:
    """Open a file whose wrong bytes show in the lines that hold them. Raises CannotRead when all of it is wrong."""
    start = _start(file)
    if not start:
        raise CannotRead(_("The file is empty."))
    if any(
        start.startswith(mark) and not encoding.startswith(("utf-16", "utf-32")) for mark, _name in _MARKS
    ):
        raise CannotRead(_("The file is in UTF-16. Say so in the mapping file, or save it as UTF-8."))
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    if isinstance(file, Held):
        return TextIOWrapper(BytesIO(file.content), encoding=encoding, errors=errors, newline="")
    return file.open(encoding=encoding, errors=errors, newline="")


def _start(file: Readable) -> bytes:
    if isinstance(file, Held):
        return file.content[:4]
    with file.open("rb") as opened:
        return opened.read(4)


def broken(text: str) -> Fault | None:
    """What is wrong with the characters of a text."""
    if text.isascii() and text.isprintable():
        return None
    if not text.isascii() and _MISREAD.search(text):
        return Fault.ENCODING
    return Fault.CONTROL if _CONTROL.search(text) else None


def physical_lines(file: TextIO) -> Iterator[tuple[int, str, Fault | None]]:
    """Number, text and fault of each line. A line that is too long is passed over without being held."""
    number = 0
    while line := file.readline(LONGEST_RECORD):
        number += 1
        if len(line) < LONGEST_RECORD or line.endswith("\n"):
            yield number, line, None
            continue
        while (more := file.readline(LONGEST_RECORD)) and not more.endswith("\n"):
            pass
        yield number, "", Fault.TOO_LONG
