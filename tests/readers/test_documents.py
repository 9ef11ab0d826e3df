"""Files, folders and patterns; and files that are no documents: one line that says why."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from kjreport.errors import InputError
from kjreport.extras import MissingExtraError
from kjreport.readers import expand, read, read_bytes


def document() -> bytes:
    made = docx.Document()
    made.add_paragraph("新增37家")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def bomb() -> bytes:
    """Return a document with a part of 64 MB of spaces, packed to 64 kB."""
    stream = io.BytesIO(document())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", b" " * (64 << 20))
    return stream.getvalue()


def entities() -> bytes:
    """Return a document whose text is an entity of entities of entities …: a billion laughs."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE w:document [<!ENTITY e0 "哈">{levels}]>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document())) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", laughs.encode() + b"<w:document", 1)
                data = data.replace("新增".encode(), b"&e9;")
            target.writestr(name, data)
    return stream.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", document()[:2000], "is damaged or no .docx file"),
        ("a.docx", "研发投入".encode(), "is damaged or no .docx file"),
        ("a.docx", zipped(x=b"1"), "is damaged or no .docx file"),
        ("a.docx", bomb(), "which no document does; it is not opened"),
        ("a.docx", LOCKED, "is locked by a password; save it without one"),
        ("a.docx", LOCKED[:200], "is an old Office file; save it as .docx"),
        ("a.doc", LOCKED[:200], "an old Office file such as .doc"),
        ("a.pdf", "研发投入".encode(), "is damaged or no PDF"),
        ("a.html", document(), "a zip container such as .docx"),
        ("a.md", bytes(range(256)), "this is a binary file"),
    ],
)
def test_what_is_no_document_is_one_line(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(data, name)
    assert str(error.value).startswith(f"{name}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 300


def test_entities_of_entities_are_not_resolved() -> None:
    try:
        assert len(read_bytes(entities(), "a.docx").text) < 100
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 (either is right: refused, or left out)


def test_a_file_of_no_bytes_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    with pytest.raises(InputError, match="is empty"):
        read(file)


@pytest.mark.parametrize("suffix", [".docx", ".DOCX"])
def test_the_name_says_the_format_and_the_bytes_where_it_does_not(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_bytes(document())
    assert read(file).text == read_bytes(document(), "standard input").text == "新增37家\n"


@pytest.mark.parametrize(
    ("module", "name"), [("docx", "a.docx"), ("pypdfium2", "a.pdf"), ("selectolax.lexbor", "a.html")]
)
def test_a_missing_library_is_named_with_its_command(
    module: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'kjreport\[readers\]'"):
        read_bytes(b"x", name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.DOCX",
        "sub/~$c.docx",
        ".hidden/d.txt",
        "sub/.e.txt",
        "f.csv",
        "g[1].txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("研发投入", encoding="utf-8")
    (tmp_path / "空").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([""], ["a.md", "b.txt", "g[1].txt", "sub/c.DOCX"]),
        (["f.csv", "b.txt", "", "b.txt"], ["f.csv", "b.txt", "a.md", "g[1].txt", "sub/c.DOCX"]),
        (["*.txt"], ["b.txt", "g[1].txt"]),
        (["**/*.DOCX"], ["sub/c.DOCX"]),
        (["g[1].txt"], ["g[1].txt"]),
        (["*.xyz", "nowhere"], ["*.xyz", "nowhere"]),
        (["空"], ["空"]),
    ],
)
def test_files_folders_and_patterns(folder: Path, names: list[str], found: list[str]) -> None:
    assert expand([str(folder / name) for name in names]) == [str(folder / name) for name in found]


def test_a_folder_without_documents_says_so(folder: Path) -> None:
    with pytest.raises(
        InputError, match=r"空: no documents \(.docx .htm .html .md .pdf .txt\) in this folder"
    ):
        read(folder / "空")


def test_odd_names_are_no_documents() -> None:
    assert expand(["a\0b", "x" * 5000]) == ["a\0b", "x" * 5000]
    for name in ("a\0b", "x" * 5000):
        with pytest.raises(InputError, match="cannot be read"):
            read(name)
