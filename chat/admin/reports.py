"""The queue of reports: what members complain of, seen in its place, and what is done about it."""

from datetime import timedelta
from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chat.actions.judging import Verdict, judge
from chat.admin.bounded import ReadOnly
from chat.journal import write_now
from chat.lines import one_line
from chat.models import Message, Report, Room
from chat.protocol.frames import Refusal
from chat.wording import words

NEAR = 5  # messages before and after the reported one
OTHERS = 50  # reports of the same message that are shown
NEEDS = {
    Report.Outcome.DELETED: "chat.delete_message",
    Report.Outcome.MUTED: "chat.add_mute",
    Report.Outcome.BANNED: "chat.add_ban",
    Report.Outcome.DISMISSED: "chat.change_report",
}
DEEDS = {
    Report.Outcome.DELETED: _("Delete the message"),
    Report.Outcome.MUTED: _("Mute its author"),
    Report.Outcome.BANNED: _("Ban its author"),
    Report.Outcome.DISMISSED: _("Dismiss: there is nothing to object to"),
}
HOUR = 3600
TIMES = [
    (HOUR, _("1 hour")),
    (24 * HOUR, _("1 day")),
    (7 * 24 * HOUR, _("1 week")),
    ("", _("until somebody lifts it")),
]

PLACES = [("room", _("in this room")), ("site", _("on the whole site"))]


class State(admin.SimpleListFilter):
    """Open reports unless the closed ones are asked for; both along an index."""

    title, parameter_name = _("state"), "closed"

    def lookups(self, request, model_admin):
        return [("yes", _("dealt with"))]

    def choices(self, changelist):
        """There is no "all": what is open stands first."""
        everything, *others = super().choices(changelist)
        return [everything | {"display": _("open")}, *others]

    def queryset(self, request, queryset):
        return queryset.filter(closed__isnull=self.value() != "yes")


class Judgement(forms.Form):
    """What to do about a report, of that which whoever looks at it may do."""

    outcome = forms.ChoiceField(label=_("What to do"), widget=forms.RadioSelect)
    seconds = forms.TypedChoiceField(
        label=_("For how long, of a mute or ban"),
        choices=TIMES,
        coerce=int,
        empty_value=None,
        required=False,
    )
    where = forms.ChoiceField(label=_("Where, of a mute or ban"), required=False)
    reason = forms.CharField(
        label=_("Reason, which its author sees"), max_length=300, required=False
    )

    def __init__(self, report, user, data=None):
        super().__init__(data, initial={"seconds": 24 * HOUR})
        self.deeds = deeds(report, user)
        self.choose("outcome", self.deeds)
        self.choose("where", PLACES[report.room.kind == Room.Kind.DIRECT :])

    def choose(self, name, choices):
        """These are the choices of a field."""
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    @property
    def verdict(self):
        """What was decided, once the form is valid."""
        data = self.cleaned_data
        seconds = data["seconds"]
        return Verdict(
            Report.Outcome(data["outcome"]),
            one_line(data["reason"]),
            data["where"] == "site",
            timezone.now() + timedelta(seconds=seconds) if seconds else None,
        )


def deeds(report, user):
    """What somebody may do about a report; against an account that is gone there is nothing."""
    may = {outcome: deed for outcome, deed in DEEDS.items() if user.has_perm(NEEDS[outcome])}
    if report.author is None:
        may.pop(Report.Outcome.MUTED, None), may.pop(Report.Outcome.BANNED, None)
    return [*may.items()]


class Reports(ReadOnly):
    """What members complain of, the latest first. A report is opened to be dealt with."""

    list_display = ("beginning", "author", "reason", "room", "created", "outcome")
    list_display_links = ("beginning",)
    list_select_related = ("room", "author", "by")
    sortable_by = ()
    list_filter = (State,)
    search_fields = ("author", "by", "room")
    ordering = ("-pk",)

    @admin.display(description=_("text"))
    def beginning(self, report):
        return Truncator(report.body).chars(80) or "–"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The message in its place, who complained, and what can be done."""
        report = self.get_object(request, unquote(object_id))
        if report is None:
            return redirect(reverse("admin:chat_report_changelist"))
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        form = Judgement(report, request.user, request.POST or None)
        if request.method == "POST" and form.is_valid() and self.judged(request, report, form):
            self.message_user(request, _("The report is closed."), messages.SUCCESS)
            return redirect(reverse("admin:chat_report_changelist"))
        return TemplateResponse(
            request,
            "admin/chat/report.html",
            {
                **self.admin_site.each_context(request),
                "title": _("Report"),
                "opts": self.opts,
                "media": self.media,
                "report": report,
                "near": near(report),
                "reports": same(report),
                "form": form if form.deeds and not report.closed else None,
            },
        )

    def judged(self, request, report, form):
        """Whether it was done; else the page says why not."""
        try:
            write_now(judge, request.user.pk, report.pk, form.verdict)
        except Refusal as refusal:
            self.message_user(request, words(refusal, get_language() or "en"), messages.ERROR)
            return False
        return True


def near(report):
    """The reported message as it is now, and those around it."""
    log = Message.objects.filter(room=report.room_id).select_related("author").defer("html")
    before = list(log.before(report.seq)[:NEAR])[::-1]
    return [*before, *log.filter(seq=report.seq), *log.after(report.seq)[:NEAR]]


def same(report):
    """All reports of the same message, the first one first."""
    rows = Report.objects.filter(room=report.room_id, seq=report.seq)
    return rows.select_related("by", "closed_by").order_by("pk")[:OTHERS]
