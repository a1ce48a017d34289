"""Everybody finds what was said in their rooms, and nothing else."""

import uuid
from importlib import import_module

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chat import text
from chat.dispatch import QUESTIONS
from chat.models import Member, Message
from chat.pool import searches
from chat.protocol.commands import Search
from chat.protocol.frames import Refusal
from chat.search import PAGE, index, search
from chat.wording import words


def say(author, room, *bodies):
    """Post them, as the journal does."""
    messages = []
    for body in bodies:
        room.seq += 1
        messages.append(
            Message(
                room=room,
                seq=room.seq,
                rev=room.seq,
                author=author,
                client_id=uuid.uuid4(),
                body=body,
                words=text.searchable(body),
                created=timezone.now(),
            )
        )
    Message.objects.bulk_create(messages)
    return messages


def ask(user, q, **options):
    return search(user.pk, Search(ref=1, q=q, **options))


def find(user, q, **options):
    """The bodies found, the best first."""
    return [found.message.body for found in ask(user, q, **options).messages]


@pytest.fixture
def tom(person):
    return person("tom")


@pytest.fixture
def lobby(room_of, tom):
    return room_of(tom)


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


def test_who_is_in_very_many_rooms_finds_in_all(tom, room_of):
    rooms = [room_of(tom) for _ in range(600)]
    say(tom, rooms[0], "first word")
    say(tom, rooms[-1], "last word")
    assert find(tom, "word") == ["last word", "first word"]


def test_what_was_edited_is_found_as_it_is_now(tom, lobby):
    [message] = say(tom, lobby, "before")
    message.body, message.words = "after", text.searchable("after")
    message.save()
    assert find(tom, "after") == ["after"]
    assert find(tom, "before") == []


def test_what_was_deleted_is_not_found(tom, lobby):
    taken, gone, *_ = say(tom, lobby, "word taken back", "word gone", "word")
    Message.objects.filter(pk=taken.pk).update(deleted=timezone.now())
    gone.delete()
    assert find(tom, "word") == ["word"]
    Message.objects.filter(pk=taken.pk).update(words="", body="")
    assert find(tom, "taken") == []


def test_a_change_that_is_none_of_the_words_keeps_it_found(tom, lobby):
    [message] = say(tom, lobby, "word")
    for rev in (2, 3):
        message.rev = rev
        message.save()
    assert find(tom, "word") == ["word"]
    message.delete()
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


def test_a_page_takes_a_few_queries_whatever_is_found(tom, lobby, django_assert_max_num_queries):
    say(tom, lobby, *["word"] * 100)
    with django_assert_max_num_queries(9):
        assert len(ask(tom, "word").messages) == PAGE


OPERATORS = st.sampled_from(
    [
        *("\"'*^:+-(){}|&!<>\\~%$,;=@_" + "中ếſa\0\x1a"),
        *(" AND ", " OR ", " NOT ", "NEAR(a b, 2)", "words:", "{words}: ", "a*", "%s", "/*", "--"),
        *("<->", "<2>", ":*", "a:B", "=1", "''"),
    ]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=200) | st.lists(OPERATORS, max_size=12).map("".join))
def test_nothing_in_a_query_is_an_operator(tom, lobby, q):
    try:
        ask(tom, q[:200])
    except Refusal as refusal:
        assert refusal.code == "no_words"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60).filter(lambda body: "\0" not in body and text.terms(body)))
def test_whatever_was_said_is_found_by_saying_it_again(tom, lobby, body):
    [message] = say(tom, lobby, body)
    assert message.seq in [found.message.seq for found in ask(tom, body).messages]
    message.delete()


def test_the_index_is_asked_and_not_each_message(tom, lobby):
    say(tom, lobby, "a word", *["something else"] * 2000)
    asked = [lobby.pk], text.terms("wor"), 2**53, 500
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE chat_message")
    if connection.vendor == "postgresql":
        assert "Bitmap Index Scan on message_search" in index.on_postgresql(*asked).explain()
    else:
        assert "chat_search VIRTUAL TABLE" in index.on_sqlite(*asked).explain()


def test_searches_wait_for_each_other_and_nobody_for_them():
    assert QUESTIONS[Search] == (searches, search)


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def test_what_takes_too_long_is_broken_off_and_the_next_one_is_answered(tom, lobby):
    say(tom, lobby, "a word")
    with (
        pytest.raises(Refusal, match="too_broad"),
        index.within(0.05),
        connection.cursor() as cursor,
    ):
        cursor.execute(ENDLESS)
    assert find(tom, "word") == ["a word"]


@pytest.mark.parametrize("code", ["too_broad", "no_words"])
def test_a_refused_search_says_what_to_do(code):
    assert words(Refusal(code), "en").endswith(".")


@pytest.mark.django_db(transaction=True)
def test_the_index_can_be_taken_away_and_made_of_what_is_there(tom, lobby):
    say(tom, lobby, "a word", "word gone")
    Message.objects.filter(seq=2).update(deleted=timezone.now())
    migration = import_module("chat.migrations.0003_search")
    with connection.schema_editor() as editor:
        migration.drop(None, editor)
    with connection.schema_editor() as editor:
        migration.make(None, editor)
    say(tom, lobby, "new word")
    assert find(tom, "word") == ["new word", "a word"]
