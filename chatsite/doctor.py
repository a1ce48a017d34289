"""/admin/doctor/: the doctor looks at this very site, for those who run it."""

import asyncio
import ssl
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from threading import Lock, Thread

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chatsite.wss.doctor.catalogue import PROFILES
from chatsite.wss.doctor.examination import examine
from chatsite.wss.doctor.report.conclusion import CLIENTS
from chatsite.wss.doctor.report.result import Result
from chatsite.wss.doctor.report.rows import Section, sections
from chatsite.wss.doctor.target import Target, parse


@dataclass(frozen=True)
class Visit:
    """What the doctor found, when, and in which language it is written down."""

    result: Result
    sections: list[Section]
    language: str
    ended: datetime


class Practice:
    """The visits to this process's doctor: one at a time, and the last one is remembered."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.running: Future[Visit] | None = None
        self.last: Visit | None = None

    def visit(self, profile: str, language: str) -> "Future[Visit]":
        """The visit that runs, whoever asked for it; where there is none, it begins now."""
        with self.lock:
            if self.running is None or self.running.done():
                self.running = Future()
                # A daemon: a server that ends must not wait for it.
                work = (self.running, profile, language)
                Thread(target=self.examine, args=work, daemon=True).start()
            return self.running

    def examine(self, visit: "Future[Visit]", profile: str, language: str) -> None:
        try:
            with translation.override(language):
                result = Result(own(), profile)
                found = sections(result.rows(examine(result.target, profile)))
            self.last = Visit(result, found, language, timezone.now())
            visit.set_result(self.last)
        except Exception as error:
            visit.set_exception(error)  # for the view, which waits for it


practice = Practice()


def own() -> Target:
    """This site's own door, and nothing else: the page must not become a scanner of the network."""
    return parse(f"{settings.SITE_URL}/wss", ca=local_ca())


def local_ca() -> str | None:
    """The file of the local CA, which few may trust yet; None where there is none to use."""
    path = settings.BASE_DIR / "ca.pem"
    try:
        ssl.create_default_context(cafile=path)
    except OSError:  # of the file, or of TLS: what it holds is no certificate
        return None
    return str(path) if settings.SITE_IS_LOCAL else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
async def page(request):
    """The last visit, or an invitation; a POST makes one, which takes seconds.

    The examination asks this very process, which must go on answering: hence a thread of its own,
    and a view that only waits for it.
    """
    if elsewhere := await sync_to_async(sent_away)(request):
        return elsewhere
    if request.method == "POST":
        profile = request.POST.get("profile")
        if profile not in PROFILES:
            raise BadRequest(f"no such profile: {profile!r}")
        visit = practice.visit(profile, translation.get_language())
        await asyncio.shield(asyncio.wrap_future(visit))  # somebody else may wait for it, too
    return await sync_to_async(shown)(request)


def sent_away(request):
    """Where to go for who has not signed in; PermissionDenied for who may not come in."""
    if not admin.site.has_permission(request):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if not request.user.is_superuser:
        raise PermissionDenied
    return None


def shown(request):
    """The page with the last visit of this process."""
    visit = practice.last
    context = admin.site.each_context(request) | {
        "title": _("Check this site"),
        "url": own().url,
        "local": settings.SITE_IS_LOCAL,
        "local_ca": local_ca(),
        "clients": CLIENTS.items(),
        "visit": visit,
        "profile": visit.result.profile if visit else PROFILES[0],
    }
    return render(request, "admin/doctor.html", context)
