"""What is done to the selected rows of a list: first asked, then done a portion at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import ngettext

from chat.actions.outcome import Outcome
from chat.journal import write_now
from chat.lines import one_line

AT_ONCE = 500  # rows that one click does something to
PORTION = 100  # in one transaction: rooms are locked for so long
SHOWN = 10  # rows that a question names


@dataclass(frozen=True, slots=True)
class Deed:
    """An action on rows by their ids, `(actor, ids, reason)`, with the words that ask for it."""

    action: Callable[[int, list[int], str], Outcome[Any]]
    title: Any  # lazy
    question: Any  # lazy

    def ask_or_do(self, model_admin, request, queryset):
        """A page that asks; or None, once it has been answered and done."""
        ids = list(queryset.values_list("pk", flat=True)[: AT_ONCE + 1])
        if "confirmed" not in request.POST:
            return self.ask(model_admin, request, queryset, ids)
        self.do(request, ids[:AT_ONCE])
        count = len(ids[:AT_ONCE])
        done = ngettext("Done, for %(count)s row.", "Done, for %(count)s rows.", count)
        model_admin.message_user(request, done % {"count": count}, messages.SUCCESS)

    def do(self, request, ids):
        """Each portion is on disk, and told, before the next."""
        reason = one_line(request.POST.get("reason", ""))[:300]
        for start in range(0, len(ids), PORTION):
            write_now(self.action, request.user.pk, ids[start : start + PORTION], reason)

    def ask(self, model_admin, request, queryset, ids):
        """The question, with the rows that it is about."""
        rows = model_admin.model._default_manager.in_bulk(ids[:SHOWN])
        context = model_admin.admin_site.each_context(request) | {
            "title": self.title,
            "question": self.question,
            "action": request.POST["action"],
            "checkbox": ACTION_CHECKBOX_NAME,
            "ids": ids[:AT_ONCE],
            "shown": [model_admin.named(rows[pk]) for pk in ids[:SHOWN] if pk in rows],
            "others": len(ids[:AT_ONCE]) - min(len(ids), SHOWN),
            "too_many": AT_ONCE if len(ids) > AT_ONCE else 0,
            "opts": model_admin.opts,
            "media": model_admin.media,
        }
        return TemplateResponse(request, "admin/chat/confirm.html", context)
