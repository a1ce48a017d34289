"""Announcements in the admin panel: lines that everybody sees."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chat.actions import announcing
from chat.admin.bounded import Bounded
from chat.journal import write_now
from chat.lines import one_line
from chat.models import Announcement


class Line(forms.ModelForm):
    """What is told, from when until when."""

    class Meta:
        model = Announcement
        fields = ("text", "starts", "ends")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"ends": _("empty: until you delete it")}

    def clean_text(self):
        return one_line(self.cleaned_data["text"])

    def clean(self):
        data = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("This is before it starts. Choose a later time, or none."))
        return data


class Announcements(Bounded):
    """What everybody is told: at once on open pages, later to whoever comes while it stands."""

    form = Line
    list_display = ("text", "starts", "ends", "by")
    list_select_related = ("by",)
    search_fields = ("text",)

    def save_model(self, request, row, form, change):
        write_now(announcing.announce, request.user.pk, row)

    def delete_model(self, request, row):
        write_now(announcing.take_back, request.user.pk, row.pk)
