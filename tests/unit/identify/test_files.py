"""What a file really is: types by content, metadata gone, bombs and two-faced files refused or made harmless."""

from collections.abc import Iterator
from io import BytesIO
from random import Random
from socketserver import BaseRequestHandler, TCPServer, UnixStreamServer
from struct import unpack
from threading import Thread

import pytest
from PIL import Image

from earlyhelp.identify.choices import FileKind
from earlyhelp.identify.files import MOST_BYTES, FileRefused, clean_file
from earlyhelp.identify.scanning import FileInfected, ScannerAway, scan
from tests.factories.files import document, picture, png_bomb

SECRET = "51.504 N, at home with Synthetic"


def test_a_photo_keeps_its_picture_and_loses_where_it_was_taken() -> None:
    sent = picture(secret=SECRET)
    assert SECRET.encode() in sent
    clean = clean_file(sent)
    assert clean.kind is FileKind.JPEG
    assert SECRET.encode() not in clean.content
    with Image.open(BytesIO(clean.content)) as image:
        assert (image.format, dict(image.getexif())) == ("JPEG", {})
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)
        # It was on its side; the note that said so is gone, so the picture itself is turned.
        assert image.size == (30, 40)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1"])
def test_a_png_loses_its_texts_and_keeps_its_glass(mode: str) -> None:
    clean = clean_file(picture("PNG", secret=SECRET, mode=mode))
    assert clean.kind is FileKind.PNG
    assert SECRET.encode() not in clean.content
    with Image.open(BytesIO(clean.content)) as image:
        assert image.size == (40, 30)
        assert image.mode == ("RGBA" if mode == "RGBA" else "RGB")
        assert image.info == {}


@pytest.mark.parametrize(
    "hidden", [b"<script>alert(1)</script>", b"PK\x03\x04\x05\x06", b"%PDF-1.4 /JavaScript", b"\x7fELF"]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_hides_behind_a_picture_does_not_get_in(hidden: bytes, kind: str) -> None:
    assert hidden not in clean_file(picture(kind) + hidden * 50).content


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GIF89a" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script>",
        b"MZ" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        b"\xff\xd8\xff" + b"<script>" * 10,
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b" %PDF-1.4\n%%EOF",
        b"%PDF-1.4 no end",
        b"%PDF-1.4\n%%EOF",
        picture()[:200],
        picture("PNG")[:-30],
        b"x" + picture(),
        b"\xff\xd8\xff" + picture("PNG"),
        bytes(MOST_BYTES + 1),
    ],
)
def test_everything_else_is_refused_in_a_whole_sentence(sent: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        clean_file(sent)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("size", [(50_000, 50_000), (8_000, 8_000), (2**31 - 1, 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(FileRefused):
        clean_file(png_bomb(*size))


def test_a_truncated_picture_that_promises_more_than_it_holds_is_refused() -> None:
    with pytest.raises(FileRefused):
        clean_file(png_bomb(3_000, 3_000))


def test_a_quiet_pdf_is_kept_as_it_is() -> None:
    assert clean_file(document()).content == document()
    assert clean_file(document(after=b"\r\n")).kind is FileKind.PDF


@pytest.mark.parametrize(
    "inside",
    [
        b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
        b"/J#61vaScript 3 0 R",
        b"/AA<<>>",
        b"/Names<</EmbeddedFiles 5 0 R>>",
        b"/S/Launch/F(cmd.exe)",
        b"/AcroForm<</XFA 3 0 R>>",
        b"/Encrypt 9 0 R",
    ],
)
def test_a_pdf_that_does_something_by_itself_is_refused(inside: bytes) -> None:
    with pytest.raises(FileRefused, match="Print it to a new PDF"):
        clean_file(document(inside))


@pytest.mark.parametrize("after", [b"\nPK\x03\x04zip", b"<script>alert(1)</script>", b"MZ" + bytes(10)])
def test_a_pdf_with_something_behind_its_end_is_refused(after: bytes) -> None:
    with pytest.raises(FileRefused):
        clean_file(document(after=after))


# --- the scanner: a stand-in that speaks the daemon's own protocol ----------------------------------------------

BAD = b"this is what the stand-in calls a virus"


class Daemon(BaseRequestHandler):
    """Answers one INSTREAM as clamd does."""

    def handle(self) -> None:
        assert self._exactly(10) == b"zINSTREAM\0"
        told = b""
        while size := unpack("!L", self._exactly(4))[0]:
            told += self._exactly(size)
        if told.startswith(b"mumble"):
            self.request.sendall(b"stream: maybe\0")
        elif not told.startswith(b"silence"):
            self.request.sendall(b"stream: Synthetic.Test FOUND\0" if BAD in told else b"stream: OK\0")

    def _exactly(self, length: int) -> bytes:
        got = b""
        while len(got) < length:
            got += self.request.recv(length - len(got))
        return got


@pytest.fixture(params=["tcp", "socket"])
def scanner(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[str]:
    path = f"{tmp_path}/clamd"
    server = TCPServer(("127.0.0.1", 0), Daemon) if request.param == "tcp" else UnixStreamServer(path, Daemon)
    worker = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    worker.start()
    yield f"127.0.0.1:{server.server_address[1]}" if request.param == "tcp" else path
    server.shutdown()
    worker.join()
    server.server_close()


def test_the_scanner_is_asked_and_believed(scanner: str) -> None:
    assert scan(b"x" * 200_000, address=scanner)
    with pytest.raises(FileInfected):
        scan(b"x" * 100_000 + BAD, address=scanner)


@pytest.mark.parametrize("sent", [b"mumble", b"silence"])
def test_what_is_neither_yes_nor_no_is_no(scanner: str, sent: bytes) -> None:
    with pytest.raises(ScannerAway):
        scan(sent, address=scanner)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd", "nonsense"])
def test_nothing_is_taken_while_the_scanner_is_away(address: str) -> None:
    with pytest.raises(ScannerAway):
        scan(b"x", address=address)


def test_without_a_scanner_nothing_is_said_to_be_scanned() -> None:
    assert scan(b"x", address="") is False


def test_a_picture_that_is_too_large_once_it_is_drawn_anew_is_refused() -> None:
    dice = Random(1)
    image, sent = Image.frombytes("P", (2500, 2500), dice.randbytes(2500 * 2500)), BytesIO()
    image.putpalette(dice.randbytes(768))
    image.save(sent, "PNG")
    assert len(sent.getvalue()) < MOST_BYTES
    with pytest.raises(FileRefused, match="larger than 10 MB"):
        clean_file(sent.getvalue())
