"""manage.py createaccount: who runs a site makes people."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from chat.models import User

pytestmark = pytest.mark.django_db


def test_the_printed_password_lets_the_new_person_in(capsys):
    call_command("createaccount", "tom", name="Tom Sawyer")
    tom = authenticate(username="tom", password=capsys.readouterr().out.strip())
    assert tom.name == "Tom Sawyer" and not tom.is_staff and not tom.is_bot


def test_a_bot_has_no_password(capsys):
    call_command("createaccount", "robot", bot=True)
    robot = User.objects.get()
    assert robot.is_bot and not robot.has_usable_password()
    assert "createtoken robot" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["tom", "a b", "", "x" * 151])
def test_a_name_that_cannot_be_is_refused_in_words(name, person):
    person("tom")
    with pytest.raises(CommandError, match=r"\w+"):
        call_command("createaccount", name)
    assert User.objects.count() == 1
