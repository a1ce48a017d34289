"""What is written and what is searched for meet, whatever their marks, case and script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat import text
from tests.chat.html import Page


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Hà Nội", "ha noi"),
        ("ĐƯỜNG phố", "duong pho"),
        (unicodedata.normalize("NFD", "Tiếng Việt"), "tieng viet"),
        ("Straße, Œuvre, Ærø", "strasse œuvre aero"),
        ("数据库", "数据 据库 库"),
        ("我用Python写", "我用 用 python 写"),
        ("学校에서", "学校 校에 에서 서"),
        ("がぎ ｶﾞ", "がぎ ぎ ガ"),
        ("https://a.example/b_c?d=1", "https a example b c d 1"),
        ("don't `foo.bar()`", "don t foo bar"),
        ("goo\u200bgle co\u00adop", "google coop"),
        ("Ёжик — Ελλάδα", "ежик ελλαδα"),
        ("हिन्दी", "हिन्दी"),
        ("x" * 130, " ".join(["x" * 64, "x" * 64, "xx"])),
        ("🎉 ... !", ""),
    ],
)
def test_words_are_compared_without_marks_and_case(body, words):
    assert text.searchable(body) == words


@given(st.text())
def test_words_are_their_own_words_and_have_no_signs(body):
    words = text.searchable(body)
    assert not set(words) & set("\0\"'\\:*()|&!<>-^{}")
    if not any("\u0e00" <= sign for sign in words):  # pairs of a dense script are paired once
        assert text.searchable(words) == words


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("ha noi", [(("ha",), False), (("noi",), True)]),
        ("Hà nội ", [(("ha",), False), (("noi",), False)]),
        ('"ha noi" pho', [(("ha", "noi"), False), (("pho",), True)]),
        ('"ha no', [(("ha",), False), (("no",), True)]),
        ("“ha noi”", [(("ha", "noi"), False)]),
        ("中", [(("中",), True)]),
        ("中文", [(("中文",), False)]),
        ("数据库 中", [(("数据", "据库"), False), (("中",), True)]),
        ("python写", [(("python", "写"), True)]),
        ("好,中", [(("好", "中"), True)]),
        ("foo-bar", [(("foo", "bar"), True)]),
        ("o", [(("o",), False)]),
        ("🎉 ()", []),
        ("", []),
    ],
)
def test_a_query_is_words_phrases_and_a_beginning(q, found):
    assert [(term.words, term.open) for term in text.terms(q)] == found


@pytest.mark.parametrize(
    ("body", "q", "marked"),
    [
        ("đi Hà Nội chơi", "ha noi", ["Hà", "Nội"]),
        ("đi Hà Nội chơi", '"ha noi"', ["Hà Nội"]),
        (unicodedata.normalize("NFD", "đường phố"), "duong", ["đường"]),
        ("我们用数据库", "数据库", ["数据库"]),
        ("我们用数据库", "据", ["据"]),
        ("我们用数据库", "库", ["库"]),
        ("我们用数据库", "用数", ["用数"]),
        ("Straßenbahn", "strasse", ["Straße"]),
        ("searching", "sea", ["sea"]),
        ("a <b> & c", "b", ["b"]),
        ("x\n\n  yes", "yes", ["yes"]),
        ("nothing", "other", []),
    ],
)
def test_what_fits_is_marked_in_what_was_written(body, q, marked):
    snippet = text.snippet(body, text.terms(q))
    assert [part.partition("</mark>")[0] for part in snippet.split("<mark>")[1:]] == marked
    assert Page(snippet).text == " ".join(unicodedata.normalize("NFC", body).split())


def test_of_a_long_message_the_place_that_fits_is_shown():
    body = "before " * 100 + "the Điểm itself " + "after " * 100
    snippet = text.snippet(body, text.terms("diem"))
    assert snippet.startswith("…before ") and snippet.endswith("…")
    assert "the <mark>Điểm</mark> itself after" in snippet
    assert len(Page(snippet).text) < 300


@given(st.text(), st.text(max_size=200))
def test_any_query_marks_only_what_is_there(body, q):
    page = Page(text.snippet(body, text.terms(q)))
    assert {tag for tag, _ in page.tags} <= {"mark"}


@given(st.text(min_size=1))
def test_a_message_is_found_by_itself(body):
    terms = text.terms(f'"{body}"')
    if terms:
        assert "<mark>" in text.snippet(body, terms)
