"""The list of checks keeps its order and its words."""

import re

import pytest

from chatsite.wss.doctor.catalogue import CATALOGUE, PROFILES, in_order
from chatsite.wss.doctor.examination import examine  # noqa: F401  the catalogue is filled by it


@pytest.mark.parametrize("check", CATALOGUE.values(), ids=list(CATALOGUE))
def test_a_check_builds_on_earlier_ones_and_knows_its_clients(check):
    assert re.fullmatch(r"WSS\d{3}", check.id) and str(check.title)
    order = [check.id for check in in_order()]
    assert set(check.needs) <= set(order[: order.index(check.id)])
    assert check.vital <= set(PROFILES)
