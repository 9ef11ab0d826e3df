"""Every Chinese encoding a scraper leaves, and one clear sentence for what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kjreport.errors import InputError
from kjreport.text.decode import decode

TEXT = "全年研发投入12.5亿元,同比增长8%。\r\n高新技术企业37家。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-32"])
def test_encodings_are_recognised(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_a_text_without_a_character_beyond_ascii_is_utf8() -> None:
    assert decode(b"37").encoding == "utf-8"
    assert decode(b"").text == ""


def test_big5_is_not_read_as_gb18030() -> None:
    text = "青山市科技局半年工作情況匯報,全市高新技術企業達到三十七家,研發投入增長百分之十二。" * 4
    assert decode(text.encode("big5")).text == text


def test_damaged_utf8_is_an_error_and_not_read_as_something_else() -> None:
    data = TEXT.encode()
    with pytest.raises(InputError, match=rf"report\.txt: byte 0xE5 at offset {len(data)} cannot be decoded"):
        decode(data + "家".encode()[:1], "report.txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04rest", "zip container such as .docx"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "old Office file"),
        (bytes(range(256)), "binary file"),
        (b"\xff\xfe\x00\xd8\x00\x00", "offset 2 cannot be decoded as UTF-16"),
        (b"\xff\xff\xff\x80\xff", "cannot be decoded"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data, "x.bin")


def test_a_stray_nul_is_dirt_and_not_a_binary_file() -> None:
    assert decode("研发\0投入增长,企业三十七家".encode()).text == "研发\0投入增长,企业三十七家"


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data).text
    except InputError as error:
        text = str(error)
        if not text.startswith("input: "):
            raise
    assert isinstance(text, str)
