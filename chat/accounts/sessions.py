"""The page of sessions: where somebody is signed in, and the end of that."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from chat.accounts.browsers import called
from chat.actions import sessions
from chat.journal import write_now


class Sessions(LoginRequiredMixin, TemplateView):
    """All browsers in which one is signed in, this one first."""

    template_name = "account/sessions.html"

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        UserSession.objects.create_from_request(self.request)  # of this one it is known by now
        rows = [row for row in sessions.of(self.user) if not row.purge()]
        for row in rows:
            row.called, row.current = called(row.user_agent), row.is_current()
        rows.sort(key=lambda row: (row.current, row.last_seen_at), reverse=True)
        return super().get_context_data(sessions=rows, **named)

    def post(self, request: HttpRequest, **named: Any) -> HttpResponse:
        """End one, all others, or all."""
        wish = request.POST.get("end", "")
        if wish == "all":
            write_now(sessions.end_all, self.user)
            return redirect("login")
        if wish == "others":
            write_now(sessions.end_others, self.user, request.session.session_key or "")
        elif wish.isascii() and wish.isdigit():
            write_now(sessions.end, self.user, int(wish[:15]))
        return redirect("sessions")

    @property
    def user(self) -> int:
        """Whose they are."""
        return self.request.user.pk or 0
