"""The index knows what is said now, is asked for everything, and cannot be confused."""

from importlib import import_module

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chat import text
from chat.dispatch import QUESTIONS
from chat.models import Message
from chat.pool import searches
from chat.protocol.commands import Search
from chat.protocol.frames import Refusal
from chat.search import PAGE, index, search
from tests.chat.search.said import ask, find, say


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


def test_a_page_takes_a_few_queries_whatever_is_found(tom, lobby, django_assert_max_num_queries):
    say(tom, lobby, *["word"] * 100)
    with django_assert_max_num_queries(9 + 2 * (connection.vendor == "postgresql")):
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
    asked = index.Scope([lobby.pk]), text.terms("word "), 2**53, 500
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # as its autovacuum does, sooner or later
            cursor.execute("SELECT gin_clean_pending_list('message_search')")
        cursor.execute("ANALYZE chat_message")
    if connection.vendor == "postgresql":
        assert "Bitmap Index Scan on message_search" in index.on_postgresql(*asked).explain()
    else:
        assert "chat_search VIRTUAL TABLE" in index.on_sqlite(*asked).explain()


def test_a_word_of_long_ago_is_found_behind_many_others(tom, lobby, monkeypatch):
    monkeypatch.setattr(index, "NEAR", 5)
    say(tom, lobby, *["a word of old"] * 3, *["something else"] * 10, "a word of now")
    assert find(tom, "word") == ["a word of now", *["a word of old"] * 3]
    mine = index.Scope([lobby.pk])
    assert [pk for pk, _, _ in index.newest(mine, text.terms("word"), 2**53, 2)] == [
        *Message.objects.filter(seq__in=[14, 3]).order_by("-pk").values_list("pk", flat=True)
    ]


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
