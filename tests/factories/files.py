"""Files as people and attackers send them, made here: no photo of anybody is kept in the repository."""

import struct
import zlib
from io import BytesIO

from PIL import Image

PLACE = (51.0, 30.0, 14.0)  # degrees, minutes, seconds north


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (40, 30), *, secret: str = "", mode: str = "RGB"
) -> bytes:
    """A picture, with a secret in its metadata, and for a JPEG with a place and an orientation."""
    image, to = Image.new(mode, size, "teal"), BytesIO()
    if kind == "JPEG":
        exif = Image.Exif()
        exif[0x010E], exif[0x0112] = secret or "made up", 6
        exif.get_ifd(0x8825)[2] = PLACE
        image.save(to, "JPEG", exif=exif, comment=secret.encode())
    else:
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_text("Comment", secret or "made up")
        image.save(to, kind, pnginfo=info)
    return to.getvalue()


def document(inside: bytes = b"", after: bytes = b"\n") -> bytes:
    """A small PDF."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + inside + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n9\n%%EOF"
        + after
    )


def png_bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!L", len(data)) + name + data + struct.pack("!L", zlib.crc32(name + data))

    head = struct.pack("!LLBBBBB", width, height, 8, 6, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
