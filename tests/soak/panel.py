"""Every list of the admin panel, with each of its filters and searches; every form."""

from django.contrib import admin
from django.urls import reverse

from chat.models import Announcement, Audit, Message, Room, Token, User, Webhook

SEARCHES = ("Room 77", "#1077", "user1077@example.org", "u")
SAID = ("hello", "number77", "author:user1000", "author:user1077 hello", "room:room-10")
SAID += ("room:room-77 hello", "after:2026-01-02", "before:2026-01-01", "author:user1000 number77")
SAID += ("author:user1000 room:room-77", "nothing author:user1000")


def addresses(request):
    """All of them, for whoever asks: paths with their queries."""
    for model, pages in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        if model in (Announcement, Token, Webhook) or model._meta.app_label != "chat":
            continue  # of which there are few
        here = reverse(f"admin:{name}_changelist")
        yield from (here, f"{here}?p=4")
        searches = SAID if model is Message else SEARCHES
        yield from (f"{here}?q={q}" for q in searches)
        yield from (f"{here}?{asked}" for asked in filters(model, pages, request))
        if row := model._default_manager.order_by("-pk").first():
            yield reverse(f"admin:{name}_change", args=[row.pk])
    for model, field in ((User, "user"), (Room, "room")):
        about = f"app_label=chat&model_name=ban&field_name={field}"
        searches = ("", "user77" if model is User else "room-77", "u", "nothing")
        yield from (f"{reverse('admin:autocomplete')}?{about}&term={term}" for term in searches)


def filters(model, pages, request):
    """Each choice of each filter, and each column along which the address narrows the list."""
    for kind in pages.get_list_filter(request):
        if isinstance(kind, str):
            field = model._meta.get_field(kind)
            values = [value for value, _ in field.choices or ((0, ""), (1, ""))]
            yield from (f"{kind}__exact={value}" for value in values)
        else:
            found = kind(request, {}, model, pages)
            yield from (f"{found.parameter_name}={value}" for value, _ in found.lookup_choices)
    one = {"user": 1077, "author": 1000, "room": 10, "actor": 1003, "made_by": 1077, "by": 1077}
    narrowed = [f"{name}={one[name]}" for name in pages.along if name in one]
    yield from narrowed
    if model in (Message, Audit):
        yield from (f"{asked}&days=7" for asked in narrowed)
