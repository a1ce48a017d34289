"""Who reads the admin panel in another language finds every column and field named in it."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, label_for_field
from django.utils.translation import override

from chat.models import User


def labels(model, pages, request, language):
    names = {
        *pages.get_list_display(request),
        *flatten_fieldsets(pages.get_fieldsets(request, model())),
    }
    with override(language):
        named = {name: str(label_for_field(name, model, pages)) for name in sorted(names)}
        return named | {
            "": str(model._meta.verbose_name),
            "s": str(model._meta.verbose_name_plural),
        }


@pytest.mark.parametrize("language", ["vi", "zh-hans"])
def test_no_column_or_field_is_left_in_english(rf, language):
    request = rf.get("/admin/")
    request.user = User(is_superuser=True, is_active=True)
    for model, pages in admin.site._registry.items():
        if model._meta.app_label == "chat":
            english = labels(model, pages, request, "en")
            other = labels(model, pages, request, language)
            left = {name for name, label in english.items() if label == other[name]}
            assert not left, model
