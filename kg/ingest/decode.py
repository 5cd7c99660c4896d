"""Bytes to text, strictly: an encoding that fits, or the reason why there is none."""

from __future__ import annotations

import codecs
import re

from kg.errors import FormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: First bytes of formats that people mistake for text, with what to call them.
_NOT_TEXT = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
#: Encodings that English articles on the web come in when they are not UTF-8.
_LEGACY = ["cp1252", "mac_roman"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
#: A text may hold a few stray control characters; a file with more of them is not text.
_MAX_CONTROL_SHARE = 0.02
#: A UTF-8 text may hold this share of broken bytes; with more of them it is something else.
_MAX_BROKEN_SHARE = 0.001


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text and notes about its encoding; UTF-8 is tried first.

    UTF-16 and UTF-32 are known by their mark or by where their zero bytes stand; anything else that is
    not UTF-8 is guessed by charset-normalizer among the two that English articles come in.

    Raises FormatError, whose message is one line, for bytes that are empty or are no text.

    >>> decode("Müller".encode("utf-16"))
    ('Müller', ('decoded as utf-16',))
    """
    if not raw.strip():
        raise FormatError("empty")
    for magic, what in _NOT_TEXT:
        if raw.startswith(magic):
            raise FormatError(f"not text: {what}")
    text, notes = _decode(raw)
    if len(_CONTROL.findall(text)) > max(_MAX_CONTROL_SHARE * len(text), 1):
        raise FormatError("not text: binary data")
    return text, notes


def _decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), () if encoding == "utf-8-sig" else (f"decoded as {encoding}",)
            except UnicodeDecodeError as error:
                raise FormatError(f"begins as {encoding} but breaks at byte {error.start}") from error
    if (wide := _utf_16_without_mark(raw)) is not None:
        return wide
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if b"\x00" in raw:
            raise FormatError("not text: binary data") from error
        return _broken_utf_8(raw) or _legacy(raw, error)


def _utf_16_without_mark(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    """English in UTF-16 has a zero in nearly every second byte."""
    half = max(len(raw) // 2, 1)
    for encoding, zeros, letters in (("utf-16-le", raw[1::2], raw[::2]), ("utf-16-be", raw[::2], raw[1::2])):
        if zeros.count(0) > 0.6 * half and letters.count(0) < 0.05 * half:
            try:
                return raw.decode(encoding), (f"decoded as {encoding}",)
            except UnicodeDecodeError:
                return None
    return None


def _broken_utf_8(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 with a few broken bytes: guessing another encoding would spoil every curly quote."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd") - raw.count("\ufffd".encode())
    sound = sum(character > "\x7f" for character in text) - broken
    if broken <= _MAX_BROKEN_SHARE * len(raw) and sound > broken:
        return text, (f"{broken} broken bytes of UTF-8 replaced",)
    return None


def _legacy(raw: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=_LEGACY, preemptive_behaviour=False).best()
    if best is None:
        raise FormatError(f"encoding unknown: not UTF-8 at byte {error.start}") from error
    return str(best), (f"decoded as {best.encoding}",)
