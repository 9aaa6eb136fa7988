"""Bytes -> text. Newlines stay as they are: offsets count them."""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from quotes.errors import InputError, UsageError
from quotes.later import later

_MARKS = (  # UTF-32 first: its mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATE = later(re.compile, "[\ud800-\udfff]")
_STRAY = 8  # characters of a text to each NUL that strayed into it; binary data has more of them
_SIGNS_OF_WIDE = later(re.compile, b"[\0\x06]")  # the upper bytes of Latin and Arabic letters in UTF-16
_PLAIN = later(re.compile, "[\t\n\r -~\u00a0-\u00ff\u0600-\u06ff\u2000-\u206f\ufb50-\ufeff]")
_SNIFFED = 4096  # bytes that tell what an input is


def checked(encoding: str) -> str:
    """An encoding's name as Python knows it.

    Raises:
        UsageError: Python does not know it.
    """
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise UsageError(
            f"unknown encoding {encoding!r}", hint="the usual ones are utf-8, utf-16, windows-1256, iso-8859-6"
        ) from None


def decode(
    data: bytes, name: str, encoding: str | None, note: Callable[[str], None], declared: str | None = None
) -> str:
    """The text of a whole input.

    A byte order mark is believed first, then UTF-8 where it is unmistakable, then the encoding that was
    asked for, then what the page declares of itself; only then the encoding is guessed, and the guess is told.

    Raises:
        InputError: It cannot be decoded, or is no text.
    """
    wanted = marked(data) or chosen(data, name, encoding, note)
    text = _strictly(data, wanted, name) if wanted else _unmarked(data, name, note, declared)
    if text.count("\0") * _STRAY > len(text):
        raise binary(name)
    return text


def _unmarked(data: bytes, name: str, note: Callable[[str], None], declared: str | None) -> str:
    """The text of an input of which nothing is known but what the page declares."""
    if found := wide(data):
        note(f"{name}: read as {found} (it has no byte order mark; --encoding says otherwise)")
        return _strictly(data, found, name)
    for attempt in filter(None, (declared, "utf-8")):
        try:
            return data.decode(attempt)
        except (UnicodeDecodeError, LookupError):
            continue
    _refuse_damaged(data, name)
    return _guess(data, name, note)


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def chosen(
    data: bytes, name: str, encoding: str | None, note: Callable[[str], None], *, whole: bool = True
) -> str | None:
    """The encoding that was asked for; UTF-8 where the data is that beyond doubt, so that mixed folders can be read.

    Arabic in another encoding is never UTF-8 by chance. ASCII alone says nothing.

    Args:
        data: All of the input, or its beginning.
        name: Its path.
        encoding: What was asked for.
        note: Takes the remark that it was not heeded.
        whole: Whether `data` is all there is.
    """
    if encoding is None or codecs.lookup(encoding).name == "utf-8" or data.isascii():
        return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, whole)
    except UnicodeDecodeError:
        return encoding
    note(f"{name}: this is UTF-8, and read as such, not as {encoding}")
    return "utf-8"


def wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by letters that make sense; None for everything else."""
    if not _SIGNS_OF_WIDE.search(data):
        return None
    start = data[: min(len(data), _SNIFFED) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = start.decode(encoding, "replace")
        if text and len(_PLAIN.findall(text)) >= 0.95 * len(text):
            return encoding
    return None


def binary(name: str) -> InputError:
    """What is said of data full of NUL bytes that are no part of letters."""
    return InputError(
        "binary data, not text",
        where=name,
        hint="if it is UTF-16 without a mark, say --encoding utf-16-le or utf-16-be",
    )


def lines(
    stream: BinaryIO, name: str, encoding: str | None, note: Callable[[str], None]
) -> Iterator[tuple[int, str | InputError]]:
    """Numbered lines of a stream, from 1; a line that cannot be decoded is an error, and the next one follows."""
    start = stream.peek(_SNIFFED)  # type: ignore[attr-defined] # every stream here is buffered
    wanted = marked(start) or chosen(start, name, encoding, note, whole=False) or wide(start) or "utf-8"
    if wanted.startswith(("utf-16", "utf-32", "utf_16", "utf_32")):  # newlines are not single bytes there
        text = io.TextIOWrapper(stream, wanted, newline="\n")
        try:
            yield from enumerate(text, 1)
        except UnicodeError as error:
            raise InputError(f"not {wanted}: {error}", where=name) from None
        finally:
            text.detach()  # the stream is closed by whoever opened it
        return
    for number, line in enumerate(stream, 1):
        try:
            yield number, line.decode(wanted if number == 1 else wanted.removesuffix("-sig"))
        except UnicodeDecodeError as error:
            yield number, _undecodable(error, f"{name}:{number}", wanted)


def scrub(text: str) -> str:
    """A lone surrogate, which JSON can smuggle in and no encoding can write, becomes U+FFFD; offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, name, encoding) from None


def _undecodable(error: UnicodeDecodeError, where: str, encoding: str) -> InputError:
    byte = error.object[error.start]
    return InputError(
        f"not {encoding.removesuffix('-sig')}: byte 0x{byte:02x} at offset {error.start}",
        where=where,
        hint="name the encoding, such as --encoding windows-1256",
    )


def _refuse_damaged(data: bytes, name: str) -> None:
    """UTF-8 with a few broken bytes is no other encoding, and a guess would garble all of it."""
    text = data.decode("utf-8", "replace")
    foreign = sum(char > "\x7f" for char in text)
    broken = text.count("\ufffd")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        from shlex import quote  # seldom needed

        if error.reason == "unexpected end of data" or broken * 10 < foreign:
            raise InputError(
                f"damaged UTF-8: {error.reason} at byte {error.start}",
                where=name,
                hint=f"leave the damaged bytes out: iconv -c -f utf-8 -t utf-8 {quote(name)}",
            ) from None


def _guess(data: bytes, name: str, note: Callable[[str], None]) -> str:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        raise InputError(
            "not UTF-8",
            where=name,
            hint="name the encoding, such as --encoding windows-1256, or have it guessed: pip install 'quotes-ar[encodings]'",
        ) from None
    best = from_bytes(data, cp_isolation=["utf_16", "cp1256", "iso8859_6", "mac_arabic", "cp864", "cp720"]).best()
    if best is None:
        raise InputError("not UTF-8, and no other encoding fits", where=name, hint="name it with --encoding")
    note(f"{name}: not UTF-8, read as {best.encoding} (a guess; --encoding says otherwise)")
    return str(data, best.encoding)
