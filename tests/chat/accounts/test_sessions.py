"""Where somebody is signed in, and the end of that; what a socket hears of it: see test_door."""

from django.contrib.sessions.models import Session

from chat.accounts.browsers import called
from tests.chat.accounts.conftest import Browser, read

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
WECHAT = "Mozilla/5.0 (Linux; Android 14) Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0"


def signed_in(name, agent, address):
    visitor = Browser(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    visitor.sign_in(name)
    return visitor


def is_in(visitor):
    return visitor.get("/account/password/").status_code == 200


def test_somebody_sees_each_browser_with_its_address_and_which_is_this_one(known):
    known("tom")
    signed_in("tom", IPHONE, "192.0.2.7")
    page = read(signed_in("tom", FIREFOX, "192.0.2.5").get("/account/sessions/"))
    assert "Firefox · Linux This browser 192.0.2.5" in page
    assert "Safari · iPhone 192.0.2.7" in page


def test_one_is_signed_out_and_the_others_stay(known):
    known("tom")
    here, there, third = (signed_in("tom", FIREFOX, "192.0.2.5") for _ in range(3))
    page = here.get("/account/sessions/").content.decode()
    there_row = there.get("/account/sessions/").context["sessions"][0]
    assert f'value="{there_row.pk}"' in page
    here.post("/account/sessions/", {"end": there_row.pk})
    assert [is_in(visitor) for visitor in (here, there, third)] == [True, False, True]


def test_all_others_are_signed_out_or_all(known):
    known("tom"), known("ann")
    here, there = (signed_in("tom", FIREFOX, "192.0.2.5") for _ in range(2))
    other = signed_in("ann", FIREFOX, "192.0.2.5")
    here.post("/account/sessions/", {"end": "others"})
    assert [is_in(visitor) for visitor in (here, there)] == [True, False]
    assert here.post("/account/sessions/", {"end": "all"})["Location"] == "/login/"
    assert not is_in(here)
    assert is_in(other)
    assert Session.objects.count() == 1


def test_nobody_ends_what_is_not_theirs_and_nonsense_ends_nothing(known):
    known("tom"), known("eve")
    toms, eves = (signed_in(name, FIREFOX, "192.0.2.5") for name in ("tom", "eve"))
    row = toms.get("/account/sessions/").context["sessions"][0]
    for wish in (row.pk, "", "x", "-1", "9" * 40, "²"):
        assert eves.post("/account/sessions/", {"end": wish}).status_code == 302
    assert is_in(toms)


def test_a_browser_that_signs_out_is_listed_no_more(known):
    known("tom")
    here, there = (signed_in("tom", FIREFOX, "192.0.2.5") for _ in range(2))
    there.post("/logout/")
    assert len(here.get("/account/sessions/").context["sessions"]) == 1


def test_browsers_are_called_as_people_call_them():
    assert called(WECHAT) == "WeChat · Android"
    assert called("curl/8.5") == "curl/8.5"
    assert called("") == "–"
