"""The pages of the chat."""

from django.templatetags.static import static
from django.urls import include, path, re_path, register_converter
from django.urls.converters import IntConverter
from django.utils.functional import lazy
from django.views.generic import RedirectView

from chat.views import app, avatars, codes, downloads, joining, pages, personal, push, uploads

# Asked for by pages that name no icon (/healthz). Lazy: its name has a hash only once collected.
FAVICON = lazy(static, str)("chat/img/favicon.svg")


class Id(IntConverter):
    """An id that a database can be asked for; a longer number is no address of ours."""

    regex = "[1-9][0-9]{0,15}"


register_converter(Id, "id")
urlpatterns = [
    path("", pages.chat, name="chat"),
    path("", include("chat.accounts.urls")),
    path("rooms/<id:room>/", pages.chat, name="room"),
    path("rooms/<id:room>/join/", joining.join, name="join_room"),
    path("join/<str:invite>/", joining.join, name="join"),
    path("qr/", codes.qr, name="qr"),
    path("test/", pages.test, name="test"),
    path("api/", include("chat.api.urls")),
    path("push/", push.push, name="push"),
    path("files/", uploads.upload, name="upload"),
    path("files/<uuid:pk>", downloads.whole, name="file"),
    path("files/<uuid:pk>/thumbnail", downloads.thumbnail, name="thumbnail"),
    path("personal/", personal.personal, name="personal"),
    path("avatar/", avatars.mine, name="avatar"),
    re_path(r"^avatars/(?P<avatar>\d+-[0-9a-f]{32}\.webp)$", avatars.shown, name="avatars"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("sw.js", app.worker, name="worker"),
    path("offline/", app.offline, name="offline"),
    path("favicon.ico", RedirectView.as_view(url=FAVICON)),
]
