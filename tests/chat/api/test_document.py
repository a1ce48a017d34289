"""The document says what the API does, and the API does what the document says."""

from pathlib import Path

from chat.api.document import document, encoded, operations
from tests.checks import aside

TOP = Path(__file__).resolve().parents[3]


def test_the_document_in_docs_is_the_one_that_is_served():
    kept = (TOP / "docs" / "openapi.json").read_text()
    assert kept == encoded(), "run python3 manage.py apidocs"


def test_it_is_an_openapi_document():
    assert "OK" in aside.ask("-m", "openapi_spec_validator", "-", told=encoded())


def test_it_is_served_to_anybody(ask, db):
    answer = ask("GET", "/api/openapi.json")
    assert answer.json == document()
    assert ask("POST", "/api/openapi.json").headers["allow"] == "GET"


def test_every_operation_says_in_a_line_what_it_does():
    told = [operation["summary"] for operation in operations(document())]
    assert all(told)
    assert len(set(told)) == len(told)


def test_people_find_every_operation_on_a_page(client):
    page = client.get("/api/")
    assert page.status_code == 200
    for operation in operations(document()):
        assert f"{operation['method']} {operation['path']}" in page.content.decode()
