"""Asking a ClamAV daemon about a file: its INSTREAM command, over TCP or a socket of this machine."""

import socket
import struct
from contextlib import closing
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.files import FileRefused

_CHUNK: Final = 65_536
_SECONDS: Final = 20.0
_LONGEST_ANSWER: Final = 4_096


class ScannerAway(FileRefused):
    """The scanner can not be asked. Nothing is taken unscanned where a scanner is set up."""

    def __init__(self) -> None:
        super().__init__(_("Files can not be checked for viruses just now. Try again in a few minutes."))


class FileInfected(FileRefused):
    """The scanner knows something bad in the file."""

    def __init__(self) -> None:
        super().__init__(_("The virus scanner refused this file. It was not kept. Choose another one."))


def scan(sent: bytes, *, address: str) -> bool:
    """Ask the daemon at `address` ("host:port", or the path of a socket). False when there is none to ask.

    Raises FileInfected, or ScannerAway when it does not answer, or not with yes or no.
    """
    if not address:
        return False
    try:
        with closing(_connect(address)) as daemon:
            answer = _ask(daemon, sent)
    except (OSError, ValueError) as away:
        raise ScannerAway from away
    if answer.endswith(b"FOUND"):
        raise FileInfected
    if answer != b"stream: OK":
        raise ScannerAway
    return True


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(_SECONDS)
        daemon.connect(address)
        return daemon
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)


def _ask(daemon: socket.socket, sent: bytes) -> bytes:
    daemon.sendall(b"zINSTREAM\0")
    for start in range(0, len(sent), _CHUNK):
        chunk = sent[start : start + _CHUNK]
        daemon.sendall(struct.pack("!L", len(chunk)) + chunk)
    daemon.sendall(struct.pack("!L", 0))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        more = daemon.recv(1_024)
        if not more:
            break
        answer += more
    return answer.rstrip(b"\0").strip()
