"""What makes the site an app that people install: its description, its worker, the offline page."""

import hashlib
import re
from functools import lru_cache

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chat.views.pages import texts

PAPER = "#f6f5f0"  # as the light page's; while the app starts
HASHED = re.compile(rf'"({settings.STATIC_URL}[^"]+\.[0-9a-f]{{12}}\.[a-z0-9]+)"')
ICONS = ((192, "any"), (512, "any"), (512, "maskable"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """How the installed app is called and looks."""
    icons = [
        {
            "src": static(f"chat/img/{'icon' if purpose == 'any' else purpose}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, purpose in ICONS
    ]
    about = {
        "id": "/",
        "name": "Chatsite",
        "short_name": "Chatsite",
        "description": _("Self-hosted real-time chat, and a test page for any wss server."),
        "lang": get_language(),
        "start_url": reverse("chat"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["social", "productivity"],
        "icons": icons,
    }
    return spoken(msgspec.json.encode(about), "application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: what it keeps, and what it does. Other files make another worker."""
    return spoken(code(get_language()), "text/javascript; charset=utf-8")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is seen where there is no network: the worker keeps it, in the language of its day."""
    return spoken(render_to_string("offline.html"), "text/html; charset=utf-8")


@lru_cache
def code(language: str) -> str:
    """The worker of this process's files, for people of this language."""
    page = render_to_string("offline.html")
    chat = render_to_string("chat.html", {"texts": texts("chat/js/locale/chat")})
    files = hashed(page, chat, render_to_string("_later_modules.html"))
    version = hashlib.sha256("\n".join([language, page, *files]).encode()).hexdigest()[:12]
    keeps = {
        "version": version,
        "offline": reverse("offline"),
        "files": files,
        "icon": static("chat/img/icon-192.png"),
        "badge": static("chat/img/badge-96.png"),
    }
    about = msgspec.json.encode(keeps).decode()
    return f'self.keeps = {about};\nimportScripts("{static("chat/js/sw.js")}");\n'


def hashed(*pages: str) -> list[str]:
    """The static files that these pages load: those whose content never changes."""
    return sorted({name for page in pages for name in HASHED.findall(page)})


def spoken(content: str | bytes, kind: str) -> HttpResponse:
    """An answer in the language of whoever asks; it is asked for anew each time."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response
