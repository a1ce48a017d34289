"""A list, a search, a form and a completion cost the same in a town and in a village."""

import json
from contextlib import nullcontext

import pytest
from django.db import connection

from chat.admin import bounded, finding, messages
from chat.models import User
from chat.search import everywhere, index
from tests.soak.panel import addresses
from tests.soak.town import settle

MOST = {"postgresql": 8000, "sqlite": 50_000}  # rows that are touched; steps of SQLite's machine
QUERIES = 45
STEP = 500


class Cost:
    """What the database does for a page."""

    def __init__(self):
        self.sum, self.queries = 0, []

    def explain(self, execute, sql, params, many, context):
        """Count what PostgreSQL says that it touches; SQLite counts by itself, as it goes."""
        self.queries.append(sql)
        if connection.vendor == "postgresql" and sql.startswith("SELECT"):
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                ((plan,),) = cursor.fetchall()
            self.sum += touched((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"])
        return execute(sql, params, many, context)

    def step(self):
        self.sum += STEP
        return 0


def touched(plan):
    """The rows that a plan and its parts have read, those that did not fit among them."""
    own = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    return own * plan["Actual Loops"] + sum(touched(part) for part in plan.get("Plans", ()))


@pytest.fixture
def boss(db):
    """Who may do everything, by an id that nobody in the town has: PostgreSQL counts on and on."""
    return User.objects.create_superuser("boss", pk=1)


@pytest.fixture
def town(boss, monkeypatch):
    """Ten times as much of everything as a page is allowed to touch, and small windows."""
    settle(people=1500, rooms=200, messages=12_000)
    if connection.vendor == "postgresql":  # it reads small tables as a whole, indexed or not
        with connection.cursor() as cursor:
            for way in ("seqscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} TO off")
    for place, name, value in (
        (finding, "NEWEST", 100),
        (finding, "MOST", 50),
        (bounded, "MOST", 200),
        (messages, "MOST", 200),
        (messages, "FOUND", 100),
        (index, "NEAR", 200),
        (everywhere, "FEW", 200),
        (index, "within", nullcontext),
        (bounded, "within", nullcontext),
    ):
        monkeypatch.setattr(place, name, value)


def test_no_page_of_the_panel_reads_a_whole_table(panel, boss, town, rf):
    request = rf.get("/admin/")
    request.user = boss
    dear = []
    for path in addresses(request):
        cost = Cost()
        if connection.vendor == "sqlite":
            connection.connection.set_progress_handler(cost.step, STEP)
        with connection.execute_wrapper(cost.explain):
            answer = panel.get(path)
        assert answer.status_code == 200, path
        if cost.sum > MOST[connection.vendor] or len(cost.queries) > QUERIES:
            dear.append((path, cost.sum, len(cost.queries)))
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(None, 0)
    assert not dear
