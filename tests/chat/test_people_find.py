"""People find those whom they may talk to, and nobody else."""

import pytest

from chat.models import NameWord, User, people
from chat.protocol.commands import PeopleFind


@pytest.fixture
def find(tom):
    """Whom Tom finds: `find("an")`."""

    def found(q="", by=tom):
        users = people.find(by.pk, PeopleFind(ref=1, q=q)).users
        return [user.username for user in users]

    return found


@pytest.fixture
def town(tom, person, room_of):
    """A lobby with Tom and three others; Eve is somewhere else."""
    names = {"ann": "Trần Thị Ánh", "xm": "王小明", "bob.lee": ""}
    others = [person(name, display_name=shown) for name, shown in names.items()]
    room_of(tom, *others)
    room_of(person("eve", display_name="Ann"))
    return others


@pytest.mark.parametrize(
    "q, found",
    [
        ("tran", ["ann"]),
        ("TRẦN", ["ann"]),
        ("anh th", ["ann"]),
        ("ann", ["ann"]),
        ("rần", []),
        ("王", ["xm"]),
        ("小明", ["xm"]),
        ("lee", ["bob.lee"]),
        ("bob.lee", ["bob.lee"]),
        ("bob ann", []),
        ("%", []),
        ("🎉", []),
        ("tom", []),
    ],
)
def test_people_are_found_by_the_beginning_of_a_word_in_any_script(find, town, q, found):
    assert find(q) == found


def test_without_a_word_some_are_found(find, town):
    assert sorted(find()) == sorted(find(" ")) == ["ann", "bob.lee", "xm"]


def test_only_who_shares_a_room_is_found(find, town, person):
    assert find("ann", by=person("stranger")) == []


def test_whose_account_is_closed_is_not_found(find, town):
    User.objects.filter(username="ann").update(is_active=False)
    assert find("tran") == []


def test_those_with_a_direct_room_come_first_and_nobody_twice(find, town, tom, room_of):
    ann, bob = town[0], town[2]
    ann.display_name = "Bo"
    ann.save()
    assert find("b") == ["ann", "bob.lee"]
    room_of(tom, bob, kind="direct")
    room_of(tom, ann)
    assert find("b") == ["bob.lee", "ann"]
    assert find()[0] == "bob.lee"


def test_a_new_name_is_found_and_the_old_one_no_more(find, town):
    ann = town[0]
    ann.display_name = "Mai"
    ann.save(update_fields=["display_name"])
    assert (find("mai"), find("tran")) == (["ann"], [])
    User.objects.get(pk=ann.pk).save()
    assert NameWord.objects.filter(user=ann).count() == 2, "ann, mai"


def test_of_a_crowd_twenty_are_found(find, tom, person, room_of):
    room_of(tom, *(person(f"ann-anna-{number}") for number in range(30)))
    assert len(set(find("an"))) == len(find("an")) == len(find()) == people.MOST
