"""A question to all processes: each answers, or is named as one that did not."""

import asyncio

import pytest
from channels.layers import InMemoryChannelLayer

from chat.hub import survey as survey_module
from tests.chat.processes import processes


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(survey_module, "PATIENCE", 0.3)


def answering(crew, answer):
    """Let every process answer the question `number`; the survey of the first, the others' ids."""
    for process in crew:
        process.hub.survey.answering["number"] = answer
    return crew[0].hub.survey, [process.hub.link.id for process in crew[1:]]


async def double(asked):
    return 2 * asked["number"]


async def test_every_process_answers():
    async with processes(InMemoryChannelLayer(), 3) as crew:
        survey, others = answering(crew, double)
        found = await survey.ask("number", {"number": 21}, others)
        assert list(found.answers.values()) == [42] * 3 and not found.missing


async def test_who_does_not_answer_is_named_and_keeps_nobody_from_the_other_answers():
    async with processes(InMemoryChannelLayer(), 3) as crew:
        survey, others = answering(crew, double)
        stuck = crew[2].hub
        stuck.survey.answering["number"] = lambda asked: asyncio.sleep(60)
        found = await survey.ask("number", {"number": 1}, others)
        assert found.missing == {stuck.link.id} and len(found.answers) == 2
        for task in stuck.survey.tasks.running:
            task.cancel()
        assert not survey.rounds, "a late answer is nobody's"


async def test_two_who_ask_at_once_get_each_their_own():
    async with processes(InMemoryChannelLayer()) as crew:
        survey, others = answering(crew, double)
        asked = [survey.ask("number", {"number": number}, others) for number in range(5)]
        found = await asyncio.gather(*asked)
        assert [list(each.answers.values()) for each in found] == [[2 * n, 2 * n] for n in range(5)]


async def test_a_question_of_a_newer_version_is_left_to_others():
    async with processes(InMemoryChannelLayer()) as (here, there):
        here.hub.survey.answering["new"] = double
        found = await here.hub.survey.ask("new", {"number": 1}, [there.hub.link.id])
        assert found.answers == {here.hub.link.id: 2} and found.missing


async def test_one_that_fails_to_answer_fails_alone(caplog):
    async with processes(InMemoryChannelLayer()) as crew:
        survey, others = answering(crew, double)

        async def broken(asked):
            raise ValueError("no")

        crew[1].hub.survey.answering["number"] = broken
        found = await survey.ask("number", {"number": 1}, others)
        assert found.missing == set(others) and "Something beside failed" in caplog.text


async def test_without_the_channel_layer_nobody_is_waited_for():
    async with processes(InMemoryChannelLayer()) as crew:
        survey, others = answering(crew, double)
        crew[0].hub.link.away = "it is gone"
        found = await survey.ask("number", {"number": 1}, others)
        assert list(found.answers.values()) == [2] and found.missing == set(others)
