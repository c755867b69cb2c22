from __future__ import annotations

import hashlib
import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenor.base import opened
from tenor.base.opened import Opened, expect, open_file, safe_name
from tenor.base.problem import Problem
from tenor.base.wording import say

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(*names: str, content: bytes = b"a") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return packed.getvalue()


def stream(name: str) -> bytes:
    return OLE2 + b"\0" * 504 + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a.csv", "xlsx"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a", "docx"),
        (zipped("readme.txt"), "a.xlsx", "zip"),
        (b"%PDF-1.7\n", "a.txt", "pdf"),
        (stream("Workbook"), "a.xlsx", "xls"),
        (stream("WordDocument"), "a", "doc"),
        (stream("EncryptedPackage"), "a.xlsx", "encrypted"),
        (stream("Something"), "a", "ole2"),
        (b"\x89PNG\r\n\x1a\n\0", "a.csv", "image"),
        (b'{"period": "2023-06"}', "a", "json"),
        (b"\n [1, 2]", "a.txt", "json"),
        (b"period,kpi\n2023-06,reports\n", "a.txt", "csv"),
        (b"period;kpi\n2023-06;reports\n", "a", "csv"),
        (b"period\n2023-06\n", "a.csv", "csv"),
        (b'"a, b",c\n1,2\n', "a", "csv"),
        (b"Dear Sir, we write\n\nYours", "a", "text"),
        (b"<!DOCTYPE html><p>", "a.xls", "html"),
        (b"<?xml version='1.0'?><a/>", "a", "xml"),
    ],
)
def test_the_content_says_the_kind(data: bytes, name: str, kind: str) -> None:
    found = open_file(data, name)
    assert isinstance(found, Opened)
    assert found.kind == kind
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert (found.text is not None) == (kind in opened.TEXT_KINDS)
    assert found.size == len(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_without_its_mark(encoding: str) -> None:
    found = open_file("kpi,£\na,é\n".encode(encoding), "a.csv")
    assert isinstance(found, Opened)
    assert found.text == "kpi,£\na,é\n"
    assert found.notes == ()


def test_windows_text_is_read_and_said() -> None:
    found = open_file("kpi,£\na,é\n".encode("cp1252"), "a.csv")
    assert isinstance(found, Opened)
    assert found.text == "kpi,£\na,é\n"
    assert [(note.code, note.weight) for note in found.notes] == [("file-windows-text", "said")]


def bomb() -> bytes:
    return zipped("xl/sheet.xml", content=b"0" * 30_000_000)


def huge() -> bytes:
    """A table that owns up to 300 MB, without them."""
    small = zipped("xl/sheet.xml")
    at = small.rindex(b"PK\x01\x02") + 24
    return small[:at] + (300_000_000).to_bytes(4, "little") + small[at + 4 :]


def locked() -> bytes:
    small = bytearray(zipped("xl/sheet.xml"))
    small[small.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(small)


def lying() -> bytes:
    """A part of 5 MB whose table says 5 bytes."""
    whole = zipped("xl/sheet.xml", content=b"0" * 5_000_000)
    return whole.replace((5_000_000).to_bytes(4, "little"), (5).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lying(), "file-zip-broken"),
        (b"", "file-empty"),
        (b" \n ", "file-empty"),
        (b"PK\x03\x04 and no more", "file-zip-broken"),
        (zipped("xl/a")[:-10], "file-zip-broken"),
        (zipped("../etc/passwd"), "file-zip-path"),
        (zipped("/etc/passwd"), "file-zip-path"),
        (zipped("a/../../b"), "file-zip-path"),
        (zipped("C:/a"), "file-zip-path"),
        (zipped("a\\b"), "file-zip-path"),
        (bomb(), "file-zip-ratio"),
        (huge(), "file-zip-large"),
        (locked(), "file-encrypted"),
        (b"a,b\0c", "file-not-text"),
        (b"a\x81\x8d", "file-not-text"),
        (b"\xff\xfea", "file-not-text"),
        (zlib.compress(b"a" * 1000), "file-not-text"),
    ],
)
def test_what_cannot_be_taken_says_so(data: bytes, code: str) -> None:
    found = open_file(data, "june.xlsx")
    assert isinstance(found, Problem)
    assert found.code == code
    assert str(found).startswith("june.xlsx")


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "MAX_BYTES", 1_000_000)
    monkeypatch.setattr(opened, "MAX_MEMBERS", 2)
    large = open_file(b"a" * 1_000_001, "a")
    many = open_file(zipped("a", "b", "c"), "a")
    assert isinstance(large, Problem)
    assert isinstance(many, Problem)
    assert "the file has 1.1 MB; at most 1 MB are taken" in str(large)
    assert many.code == "file-zip-many"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused() -> None:
    found = open_file(zipped("xl/a", "xl/a"), "a")
    assert isinstance(found, Problem)
    assert found.code == "file-zip-path"


def test_macros_are_said_and_never_run() -> None:
    found = open_file(zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsm")
    assert isinstance(found, Opened)
    assert [note.code for note in found.notes] == ["file-macros"]


def test_another_kind_than_expected_says_what_it_is() -> None:
    for data, code in (
        (stream("Workbook"), "file-old-office"),
        (b"%PDF-", "file-wrong-kind"),
        (stream("EncryptedPackage"), "file-encrypted"),
    ):
        found = open_file(data, "a")
        assert isinstance(found, Opened)
        problem = expect(found, ["xlsx", "csv"])
        assert problem is not None
        assert problem.code == code
        assert say(problem.said)
        assert expect(found, [found.kind]) is None


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\june.xlsx", "june.xlsx"),
        ("a\0b\n.csv", "ab.csv"),
        ("exe\u202efdp.pdf", "exefdp.pdf"),
        ("", "file"),
        ("..", "file"),
        ("Juni – Bericht.xlsx", "Juni – Bericht.xlsx"),
        ("a" * 200 + ".xlsx", "a" * 145 + ".xlsx"),
    ],
)
def test_a_name_is_only_a_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert len(safe) <= 150


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_answered(data: bytes, name: str) -> None:
    found = open_file(data, name)
    assert isinstance(found, Opened | Problem)
    if isinstance(found, Problem):
        assert str(found)


@given(st.binary(max_size=200), st.integers(0, 200))
def test_any_damaged_zip_is_answered(noise: bytes, at: int) -> None:
    whole = zipped("[Content_Types].xml", "xl/workbook.xml")
    assert isinstance(open_file(whole[:at] + noise + whole[at + len(noise) :], "a"), Opened | Problem)
