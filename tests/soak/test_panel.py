"""The admin panel of a town: 100,000 people and 5,000,000 messages, in either database."""

import faulthandler
import sys
import time

import pytest
from django.db import connection

from tests.chat.admin.conftest import boss, panel  # noqa: F401
from tests.soak.panel import addresses
from tests.soak.town import settle

LONGEST = 3.5  # seconds: what takes longer is broken off, and says so


@pytest.mark.soak
@pytest.mark.django_db
def test_every_list_search_filter_and_form_opens(panel, boss, rf, capsys):  # noqa: F811
    # pytest ends a run whose test takes five minutes; this one may.
    faulthandler.dump_traceback_later(3600, exit=True, file=sys.__stderr__)
    settle()
    request, times = rf.get("/admin/"), []
    request.user = boss
    for path in addresses(request):
        begin = time.perf_counter()
        answer = panel.get(path)
        times.append((time.perf_counter() - begin, answer.status_code, path))
    with capsys.disabled():
        for seconds, status, path in sorted(times, reverse=True)[:25]:
            print(f"\n{seconds:6.3f} s  {status}  {path}", end="")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a list has its limit for the rest of a transaction
            cursor.execute("SET LOCAL statement_timeout TO 0")
    assert {status for _, status, _ in times} == {200}
    assert max(times)[0] < LONGEST
