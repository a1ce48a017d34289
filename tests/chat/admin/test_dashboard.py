"""The head of the admin panel: what happens on the site, for who may see it, in a few questions."""

from datetime import timedelta
from html.parser import HTMLParser
from math import isclose

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from chat.admin.dashboard.charts import BARS, HEIGHT, Series, chart, nice
from chat.metrics import Histogram
from chat.models import Sample

values = st.none() | st.just(0) | st.floats(1e-9, 1e9)


def fill(minutes):
    now = timezone.now().replace(second=0, microsecond=0)
    commit = Histogram()
    commit.add(0.02)
    Sample.objects.bulk_create(
        Sample(
            at=now - timedelta(minutes=number),
            posts=1234,
            socket_minutes=56,
            times={"commit": commit.buckets},
        )
        for number in range(1, minutes)
    )


class Page(HTMLParser):
    """What is drawn on a page, and what stands in its tables."""

    def __init__(self, text):
        super().__init__()
        self.bars, self.lines, self.cells = 0, 0, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        kind = (dict(attrs).get("class") or "").split()
        self.bars += "chart-bar" in kind
        self.lines += tag == "path" and "chart-line" in kind
        self.cells += tag == "td"


def test_an_hour_is_drawn_and_can_be_read_as_a_table(panel):
    fill(70)
    text = panel.get("/admin/").content.decode()
    page = Page(text)
    assert page.bars > 55 and page.lines and page.cells > 60 * 4
    assert "<dd>56</dd>" in text and "74,040" in text
    assert "style=" not in text.split('<div class="overview">')[1].split("<details")[0]


@pytest.mark.parametrize("span", ["hour", "day", "month", "", "century", "'\"><b>"])
def test_any_time_can_be_asked_for(panel, span):
    fill(5)
    text = panel.get("/admin/", {"span": span}).content.decode()
    shown = span if span in ("day", "month") else "hour"
    assert f'href="?span={shown}" aria-current="true"' in text and "<b>" not in text


def test_a_site_that_nobody_has_used_yet_says_so(panel):
    text = panel.get("/admin/").content.decode()
    assert text.count("Nothing yet") == 4 and "chart-plot" not in text


@pytest.mark.parametrize("minutes", [3, 120])
def test_it_costs_one_question_whatever_there_is(panel, minutes, django_assert_max_num_queries):
    fill(minutes)
    with django_assert_max_num_queries(5):  # session, user, what they did lately, their rights
        panel.get("/admin/")


def test_staff_without_the_right_see_neither_numbers_nor_the_live_page(person):
    client = Client()
    stan = person("stan", is_staff=True)
    client.force_login(stan)
    text = client.get("/admin/").content.decode()
    assert 'class="overview"' not in text and "/admin/live/" not in text
    stan.user_permissions.add(Permission.objects.get(codename="view_sample"))
    assert 'class="overview"' in client.get("/admin/").content.decode()


@given(st.floats(1e-6, 1e12))
def test_a_scale_ends_at_a_round_number_that_is_not_much_too_large(largest):
    assert largest * 0.998 <= nice(largest) <= largest * 2.01


@given(st.lists(values, min_size=1, max_size=40), st.sampled_from([BARS, "calm"]))
@example([50_002_501.0], BARS)  # whose rest is no even number of hundredths
@example([1.0005], BARS)  # which is above the end of the scale
def test_whatever_the_values_nothing_is_drawn_outside(found, kind):
    times = [str(number) for number in range(len(found))]
    made = chart("x", "X", [Series("x", kind, found)], times, "{:g}".format)
    assert len(made.rows) == len(found) and "nan" not in made.series[0].path
    assert all(0 <= bar.y <= HEIGHT and isclose(bar.y + bar.height, HEIGHT) for bar in made.bars)
    assert (made.series[0].path or "M").startswith("M")
