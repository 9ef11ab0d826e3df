"""Bytes to text: byte order mark, UTF-8, GB18030, then a guess that is checked."""

from __future__ import annotations

import codecs

from kjreport.errors import InputError
from kjreport.frozen import Frozen

# The longer mark first: that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files begin that hold a document but are no text, and what to do with them.
CONTAINERS = (
    (b"PK\x03\x04", "a zip container such as .docx or .xlsx"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file such as .doc or .xls"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
# So many well-formed multi-byte sequences in a row do not happen by chance in another encoding.
CONVINCING = 12
BINARY_SHARE = 20  # one control byte in so many, and it is no text


class Decoded(Frozen):
    """A text and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes, name: str = "input") -> Decoded:
    r"""Decode the bytes of a document; line ends are kept as they are.

    Args:
        data: the bytes.
        name: what to call the document in an error, usually its path.

    Returns:
        The text and the name of its encoding.

    Raises:
        InputError: the bytes are no text, or no encoding fits; the message names the offset.

    >>> decode("研发投入".encode("gb18030"))
    Decoded(text='研发投入', encoding='gb18030')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, encoding, name), encoding)
    _refuse_binary(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _multibyte_sequences(data[: error.start]) >= CONVINCING:
            raise _undecodable(name, "utf-8", error) from None
        fault = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        fault = max(fault, error, key=lambda e: e.start)
    else:
        # Nearly any bytes are GB 18030; those of Big5 become characters that no Chinese text is full of.
        if not _strange(text):
            return Decoded(text, "gb18030")
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or not _chinese(text := str(best)):
        raise _undecodable(name, fault.encoding, fault)
    return Decoded(text, best.encoding)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(name, encoding, error) from None


def _undecodable(name: str, encoding: str, error: UnicodeDecodeError) -> InputError:
    byte = error.object[error.start] if error.start < len(error.object) else 0
    return InputError(
        f"{name}: byte 0x{byte:02X} at offset {error.start} cannot be decoded as {encoding.upper()}; "
        "the file is damaged or in another encoding: save it as UTF-8 and try again"
    )


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, kind in CONTAINERS:
        if data.startswith(magic):
            raise InputError(
                f"{name}: this is {kind}, not text; save the document as plain text (UTF-8) first"
            )
    # A stray NUL in a scraped page is dirt that cleaning removes; many control bytes are no text.
    controls = sum(data.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    if controls * BINARY_SHARE > len(data):
        first = next(i for i, byte in enumerate(data) if byte < 32 and byte not in b"\t\n\v\f\r\x1b")
        raise InputError(
            f"{name}: this is a binary file, not text (control byte 0x{data[first]:02X} at offset {first})"
        )


def _multibyte_sequences(data: bytes) -> int:
    """Count the characters of well-formed UTF-8 that take more than one byte."""
    return sum(byte >= 0xC0 for byte in data)


def _strange(text: str) -> bool:
    """Whether a text is full of what stands in no Chinese text: private characters, kana, Greek, Cyrillic."""
    beyond = sum(character > "\x7f" for character in text)
    return 10 * sum(map(_is_strange, text)) > beyond


def _is_strange(character: str) -> bool:
    return (
        "\u0370" <= character <= "\u052f"
        or "\u3040" <= character <= "\u30ff"
        or "\ue000" <= character <= "\uf8ff"
    )


def _chinese(text: str) -> bool:
    """Whether a guessed decoding looks like Chinese text rather than chance."""
    return sum("\u4e00" <= character <= "\u9fff" for character in text) * 3 >= len(text)
