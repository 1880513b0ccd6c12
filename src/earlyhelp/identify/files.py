"""What a file really is, whatever it says it is; and an image without anything but its picture.

A type is believed when the first bytes say it and the whole can be read as it. Images are written anew from their
pixels, which leaves behind where they were taken, and everything that somebody hid before, between or after.
"""

import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from earlyhelp.identify.choices import FileKind
from earlyhelp.kit.errors import RuleError

MOST_BYTES: Final = 10_000_000
MOST_PIXELS: Final = 40_000_000  # more than a telephone takes; written out, 160 MB at most
_BEGINS: Final = {
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"%PDF-": FileKind.PDF,
}
_FORMATS: Final = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG"}
# What makes a PDF do something by itself, carry another file, or hide what it says from a scanner.
_ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|RichMedia|XFA|SubmitForm|ImportData|Encrypt)\b"
)
_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


class FileRefused(RuleError):
    """The file can not be attached. The message says what to do."""


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file as it is kept and given out."""

    kind: FileKind
    content: bytes


def clean_file(sent: bytes) -> CleanFile:
    """Return a file as it may be kept. Raises FileRefused for everything that is not a JPEG, a PNG or a quiet PDF."""
    if not sent:
        raise FileRefused(_("The file is empty. Choose another one."))
    if len(sent) > MOST_BYTES:
        raise too_large()
    kind = next((kind for begins, kind in _BEGINS.items() if sent.startswith(begins)), None)
    if kind is None:
        raise FileRefused(_("Choose a photo (JPEG or PNG) or a PDF. Other kinds of file are not taken."))
    if kind is FileKind.PDF:
        _check_pdf(sent)
        return CleanFile(kind, sent)
    return CleanFile(kind, _redrawn(sent, kind))


def too_large() -> FileRefused:
    """The refusal of a file over the limit."""
    return FileRefused(_("The file is larger than 10 MB. Choose a smaller one."))


def _redrawn(sent: bytes, kind: FileKind) -> bytes:
    """The picture of an image, written anew: no metadata, no second image, nothing after its end."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(sent), formats=[_FORMATS[kind]]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise FileRefused(_("The picture is too large. Choose one with fewer pixels."))
                image.load()
                upright = ImageOps.exif_transpose(image)
                drawn = _written(upright, kind)
    except FileRefused:
        raise
    # Pillow's readers raise many kinds of error on broken and hostile files; each means the same to the sender.
    except Exception as broken:
        raise FileRefused(_unreadable()) from broken
    if len(drawn) > MOST_BYTES:
        raise too_large()
    return drawn


def _written(image: Image.Image, kind: FileKind) -> bytes:
    has_glass = kind is FileKind.PNG and (image.mode in ("RGBA", "LA") or "transparency" in image.info)
    picture = image.convert("RGBA" if has_glass else "RGB")
    picture.info = {}
    to = BytesIO()
    if kind is FileKind.PNG:
        Image.Image.save(picture, to, "PNG")
    else:
        Image.Image.save(picture, to, "JPEG", quality=88)
    return to.getvalue()


def _check_pdf(sent: bytes) -> None:
    end = sent.rfind(b"%%EOF")
    is_whole = b"startxref" in sent and end >= 0
    if not is_whole or sent[end + len(b"%%EOF") :].strip(b"\r\n\t \x00"):
        raise FileRefused(_unreadable())
    plain = _NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), sent)
    if _ACTIVE.search(plain):
        raise FileRefused(
            _(
                "This PDF is protected, can run something or carries another file. Print it to a new PDF and choose "
                "that, or take a photo of the page."
            )
        )


def _unreadable() -> Promise:
    return _("The file can not be read. It may be damaged. Choose another one.")
