"""Whoever reads Vietnamese or Chinese reads all of it in that language."""

import gettext
import re
from pathlib import Path

import django
import pytest
from django.utils import translation

from tests.catalogs import CALLS, LANGUAGES, PLACEHOLDER, TOP, entries, of_code, own_texts

WSS = TOP / "chatsite/wss"
SITE = TOP / "chat"
CATALOGS = [
    pytest.param(app / "locale" / language / "LC_MESSAGES", id=f"{app.name}-{language}")
    for app in (WSS, SITE)
    for language in LANGUAGES
]


def djangos() -> set[str]:
    """The texts of Django's own, which it translates, or leaves to us."""
    catalogs = Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
    return {entry.text for catalog in catalogs for entry in entries(catalog)}


def ours(catalog: Path) -> set[str]:
    """What the catalogue is there for: that of the app, or that of all the rest."""
    of_app = own_texts("chatsite/wss")
    if catalog.is_relative_to(WSS):
        return of_app
    return own_texts("chat", "chatsite", "templates") - of_app


@pytest.mark.parametrize("catalog", CATALOGS)
def test_every_text_has_its_translation(catalog):
    told = {entry.text for entry in entries(catalog / "django.po") if entry.told}
    lacking = ours(catalog) - told - djangos()
    assert not lacking


@pytest.mark.parametrize("language", ["vi", "zh-hans"])
def test_what_is_left_to_django_it_says_in_the_language(language):
    left = own_texts("chat", "chatsite", "templates") & djangos()
    with translation.override(language):
        assert not [text for text in left if text == said(text)]


def said(text: str) -> str:
    """A text in the current language, or that of several things: gettext alone may not find it."""
    return translation.ngettext(text, translation.gettext(text), 2)


@pytest.mark.parametrize("catalog", CATALOGS)
def test_nothing_is_translated_that_nobody_says(catalog):
    """But for Django's own words, which name no file: what it says differs with its version."""
    told = {entry.text for entry in entries(catalog / "django.po") if entry.files}
    assert told
    assert not told - ours(catalog)


@pytest.mark.parametrize("catalog", CATALOGS)
def test_a_translator_is_told_where_a_text_stands(catalog):
    for entry in entries(catalog / "django.po"):
        assert all((TOP / file).is_file() for file in entry.files), entry.text
    if catalog.is_relative_to(WSS):
        assert all(entry.files for entry in entries(catalog / "django.po"))


@pytest.mark.parametrize("catalog", CATALOGS)
def test_a_translation_is_sure_and_names_what_the_text_names(catalog):
    for entry in entries(catalog / "django.po"):
        assert not entry.fuzzy, entry.text
        named = [sorted(set(PLACEHOLDER.findall(text))) for text in (entry.text, entry.told)]
        assert named[0] == named[1], entry.text
        assert entry.text.count("\n") == entry.told.count("\n"), entry.text


@pytest.mark.parametrize("catalog", CATALOGS)
def test_people_get_what_the_translator_wrote(catalog):
    with (catalog / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    told = {entry.text: entry.told for entry in entries(catalog / "django.po")}
    read = {key[0] if isinstance(key, tuple) else key: text for key, text in compiled.items()}
    assert {key: text for key, text in read.items() if key} == told


def test_a_text_that_the_search_would_miss_is_not_written():
    """Its calls go by these names; what gettext is given must stand there as it is."""
    for file in [*TOP.glob("chat/**/*.py"), *TOP.glob("chatsite/**/*.py")]:
        code = file.read_text()
        imported = re.findall(r"\bn?p?gettext(?:_lazy|_noop)?\b(?! as)", code)
        assert {*imported} <= {*CALLS}, file
        assert all(list(of_code(code))), file
