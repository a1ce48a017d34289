"""Sites with other settings, and people at their pages."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from chat.actions import invites
from chat.models import Member
from chat.protocol.commands import RoomInvite
from tests.chat.doing import do

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    """Nobody has tried anything yet."""
    cache.clear()


@pytest.fixture
def by_mail(settings):
    """A site that can send mail; what it sends lies in `mail.outbox`."""
    settings.MAIL_SERVER = ("locmem", {})
    settings.ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True


@pytest.fixture
def known(person):
    """Somebody with a password: `known("tom")`."""
    return lambda name, **fields: person(name, password=PASSWORD, **fields)


@pytest.fixture
def link(room_of):
    """The path of an invite into a room, or to the site: `link(tom, room, uses=1)`."""

    def made(user, room=None, uses=None):
        if room is None:
            code = do(invites.make_site_invite, user, 7, uses).reply.invite
        else:
            Member.objects.filter(room=room, user=user).update(role="owner")
            command = RoomInvite(ref=1, room=room.pk, uses=uses)
            code = do(invites.invite, user, command).reply.invite
        return f"/join/{code}/"

    return made


class Browser(Client):
    """Somebody's browser."""

    def sign_in(self, login, password=PASSWORD, **more):
        return self.post("/login/", {"login": login, "password": password, **more})

    def sign_up(self, username, password=PASSWORD, **more):
        return self.post("/signup/", {"username": username, "password1": password, **more})

    @property
    def who(self):
        """The id of whoever is signed in, if anybody is."""
        return self.session.get("_auth_user_id")


@pytest.fixture
def visitor():
    return Browser()


def read(answer):
    """What a page says."""
    page = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(strip_tags(page).split())
