"""A file's name can be shown and saved under, whatever somebody made of it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.attachments import names


@pytest.mark.parametrize(
    "name, seen",
    [
        ("photo.jpg", "photo.jpg"),
        ("Ảnh gia đình.jpg", "Ảnh gia đình.jpg"),
        ("照片 1.png", "照片 1.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\x.exe", "x.exe"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("x.png\0.exe", "x.png.exe"),
        ("a\r\nSet-Cookie: x=1", "aSet-Cookie: x=1"),
        ('a"; filename="b.exe', 'a"; filename="b.exe'),
        ("evil\u202egpj.exe", "evilgpj.exe"),  # seen as "evilexe.jpg"
        ("a\u200bb\ufeff.txt", "ab.txt"),
        ("a\u2028b.txt", "ab.txt"),
        ("x" * 300 + ".tar.gz", "x" * 197 + ".gz"),
        ("x." + "y" * 300, "x." + "y" * 198),
        ("lone\ud800.txt", "lone.txt"),
    ],
)
def test_what_is_seen_of_a_name(name, seen):
    assert names.clean(name) == seen


@given(name=st.text(max_size=300))
def test_any_name_is_one_line_without_a_path(name):
    seen = names.clean(name)
    assert 1 <= len(seen) <= names.LONGEST and seen.encode()
    assert not set("/\\") & set(seen) and seen not in (".", "..")
    assert all(unicodedata.category(each)[0] != "C" for each in seen)
    assert names.clean(seen) == seen, "said twice it is the same"


def test_a_picture_made_into_another_kind_is_called_so():
    assert names.renamed("a.b.jpg", ".webp") == "a.b.webp"
    assert names.renamed("x" * 200, ".webp") == "x" * 195 + ".webp"
