"""docs/doctor.md knows every check and every option."""

import re

from django.core.management.base import CommandParser

from chatsite.wss.doctor import examination  # noqa: F401  fills the catalogue
from chatsite.wss.doctor.catalogue import CATALOGUE
from chatsite.wss.doctor.options import declare
from chatsite.wss.doctor.report.rows import GROUPS
from tests.servers import TOP

TEXT = (TOP / "docs" / "doctor.md").read_text()
ROW = re.compile(r"^\| (WSS\d{3}) \| .+ \| ?([a-z, ]*?) ?\|$", re.MULTILINE)


def test_the_table_has_every_check_and_says_for_whom_it_is_vital():
    told = {id: set(vital.split(", ")) - {""} for id, vital in ROW.findall(TEXT)}
    assert told == {id: set(check.vital) for id, check in CATALOGUE.items()}


def test_every_check_stands_in_a_group_of_the_report():
    assert {id[3] for id in CATALOGUE} == set(GROUPS)


def test_every_option_is_told():
    parser = CommandParser(add_help=False)
    declare(parser)
    for action in parser._actions:
        assert f"`{(action.option_strings or ['URL'])[0]}" in TEXT
