"""People who mean harm write scripts into every field there is: they are shown, as text."""

import pytest

from tests.browser.lively import BODIES, enliven
from tests.browser.tour import tour
from tests.community import change, settle

TRICK = 'tricks "><img src=x onerror=alert(1)><script>alert(1)</script>'
TRICKS = (
    *BODIES,
    TRICK,
    "[click](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    '"><svg onload=alert(1)>',
    "```<img src=x onerror=alert(1)>\n</code></pre><script>alert(1)</script>\n```",
    '[x](https://example.org/"onmouseover="alert(1))',
)
FILE = '"><img src=x onerror=alert(1)>.png'
ALIVE = "[onerror], [onload], [onmouseover], [href^=javascript], [src=x]"
PLAY = f"""
from chat.models.access import digest
trick, code = {TRICK!r}, "invited-by-eve"
User.objects.filter(username="eve").update(display_name=trick[:80])
Room.objects.filter(slug__in=["tricks", "open"]).update(title=trick, topic=trick)
Member.objects.filter(room__slug="open", user__username="tom").delete()
Invite.objects.create(room=Room.objects.get(slug="open"), digest=digest(code),
    made_by=User.objects.get(username="eve"), expires=timezone.now() + datetime.timedelta(days=1))
"""


@pytest.fixture(scope="module")
def community(site):
    """tom; and eve, whose name, rooms, files and messages are tricks."""
    people = settle(site.env, ["tom", "eve"], ["tricks", "open", "other"])
    enliven(site, people, "tricks", "eve", TRICKS, TRICK, FILE)
    change(site.env, PLAY)
    return people


def test_nothing_that_people_write_runs_anywhere(site, sit, community):
    tom = sit(site, "tom", "tricks")
    ran = []
    tom.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for place in tour(tom, "tricks", "eve"):
        assert not tom.page.locator(ALIVE).count(), place
    tom.sees(TRICK, ".room-title")
    tom.sees(TRICK, ".head-topic")
    tom.sees(TRICK, ".messages .message-author")
    tom.sees(TRICK, ".messages .message-body")
    tom.sees(FILE, ".file-name")
    for way in (f"/rooms/{community.rooms['open']}/join/", "/join/invited-by-eve/"):
        tom.page.goto(f"{site.https}{way}")
        tom.sees(TRICK, "h1")
    tom.sees(TRICK, "main p")
    assert not ran
    assert not tom.page.complaints, "else something was kept from running by our policy alone"
