"""Everybody finds what was said in their rooms, and nothing else."""

import msgspec
import pytest

from chat.models import Member
from chat.protocol import portions
from chat.protocol.frames import Refusal
from chat.search import PAGE
from chat.wording import words
from tests.chat.search.said import ask, find, say


@pytest.mark.parametrize(
    ("body", "q"),
    [
        ("Mai đi Hà Nội nhé", "ha noi"),
        ("mai di ha noi nhe", "Hà Nội"),
        ("Đường Nguyễn Huệ", "duong nguyen"),
        ("duong pho", "đường"),
        ("数据库已经恢复了", "数"),
        ("数据库已经恢复了", "据库"),
        ("数据库已经恢复了", "库已经"),
        ("数据库已经恢复了", "了"),
        ("我用Python写的", "python"),
        ("我用Python写的", "用python写"),
        ("我用Python写的", "pyth"),
        ("深圳、北京", "北京 深圳"),
        ("The search is deployed", "depl"),
        ("The search is deployed", "deployed search"),
        ("The search is deployed", '"search is"'),
        ("see https://a.example/docs/log?x=1", "a.example/docs"),
        ("call `restart_worker(7)`", "restart_worker"),
        ("call 0123-456-789 or 1e5 or 10.5", "0123-456 1e5 10.5"),
        ("สวัสดีครับ", "ดีค"),
        ("학교에서 만나요", "학교"),
        ("सुनो हिन्दी", "हिन्दी"),
        ("Привет, Ёжик", "ежик"),
        ("x" * 300, "x" * 200),
    ],
)
def test_it_is_found(tom, lobby, body, q):
    say(tom, lobby, "something else 其他", body)
    assert find(tom, q) == [body]


def test_a_page_of_long_messages_is_cut_and_goes_on_after_the_last_that_came(
    tom, lobby, monkeypatch
):
    long = [f"{number:02} apple " + "長" * 4000 for number in range(PAGE + 5)]
    say(tom, lobby, *long)
    monkeypatch.setattr(portions, "LARGEST", 50_000)
    before, seen = None, []
    while before or not seen:
        page = ask(tom, "apple", **({"before": before} if before else {}))
        told = msgspec.json.encode(page)
        assert len(told) < portions.LARGEST + 1000 and page.messages
        seen += [found.message.body for found in page.messages]
        before = page.before
    assert sorted(seen) == long


@pytest.mark.parametrize(
    ("body", "q"),
    [
        ("search", "sear "),
        ("search", '"sear"'),
        ("searching other things", "other search "),
        ("is search", '"search is"'),
        ("数据和库", "数据库"),
        ("据", "据库"),
        ("ha noi", "ha noi hue"),
        ("other", "o"),
    ],
)
def test_it_is_not_found(tom, lobby, body, q):
    say(tom, lobby, body)
    assert find(tom, q) == []


def test_what_fits_is_marked(tom, lobby):
    say(tom, lobby, "đi <b>Hà Nội</b> & về")
    [found] = ask(tom, "ha noi").messages
    assert found.snippet == "đi &lt;b&gt;<mark>Hà</mark> <mark>Nội</mark>&lt;/b&gt; &amp; về"
    assert (found.room, found.message.seq) == (lobby.pk, 1)


def test_who_writes_marks_means_them(tom, lobby):
    say(tom, lobby, "má ơi", "ma ơi", "mà thôi", "Má về", "mạ non")
    assert find(tom, "má") == ["Má về", "má ơi", "mạ non", "mà thôi", "ma ơi"]
    assert find(tom, "ma") == ["mạ non", "Má về", "mà thôi", "ma ơi", "má ơi"]


def test_the_best_come_first_and_among_equals_the_newest(tom, lobby):
    say(tom, lobby, "log in the open", "open the log", "open log", "open a logbook", "the open log")
    assert find(tom, "open log") == [
        *("the open log", "open log"),
        *("open the log", "log in the open", "open a logbook"),
    ]


def test_rooms_of_others_are_not_searched(tom, person, room_of, lobby):
    ann = person("ann")
    secret = room_of(ann)
    say(ann, secret, "the secret word")
    say(tom, lobby, "a word")
    assert find(tom, "word") == ["a word"]
    assert find(tom, "secret") == []
    with pytest.raises(Refusal, match="not_found"):
        find(tom, "word", room=secret.pk)


def test_one_room_is_searched(tom, room_of, lobby):
    say(tom, lobby, "a word here")
    say(tom, room_of(tom), "a word there")
    assert find(tom, "word", room=lobby.pk) == ["a word here"]
    assert len(find(tom, "word")) == 2


def test_who_is_no_member_any_more_finds_nothing(tom, lobby):
    say(tom, lobby, "a word")
    Member.objects.filter(room=lobby, user=tom).delete()
    assert find(tom, "word") == []


def test_pages_tell_everything_once_while_people_go_on_talking(tom, lobby, monkeypatch):
    monkeypatch.setattr("chat.search.WINDOW", 50)
    bodies = {f"word {number}" for number in range(130)}
    say(tom, lobby, *sorted(bodies))
    seen, before, pages = [], None, 0
    while before or not pages:
        page = ask(tom, "word", before=before)
        seen += [found.message.body for found in page.messages]
        before, pages = page.before, pages + 1
        say(tom, lobby, f"word of page {pages}")
        assert len(page.messages) <= PAGE
    assert sorted(seen) == sorted(bodies)


@pytest.mark.parametrize(
    "before", ["", "x", "1", "1-", "1-2-3", "-1-0", "ffffffffffffffffff-0", "1 -0"]
)
def test_a_place_that_was_never_told_is_refused(tom, lobby, before):
    with pytest.raises(Refusal, match="bad_command"):
        find(tom, "word", before=before)


@pytest.mark.parametrize("q", ["", "  ", "***", '"', "🎉", "-", "\0"])
def test_without_a_word_nothing_is_searched(tom, lobby, q):
    with pytest.raises(Refusal, match="no_words"):
        find(tom, q)


@pytest.mark.parametrize("code", ["too_broad", "no_words"])
def test_a_refused_search_says_what_to_do(code):
    assert words(Refusal(code), "en").endswith(".")
