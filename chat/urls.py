"""The pages of the chat."""

from django.contrib.auth.views import LoginView, LogoutView
from django.templatetags.static import static
from django.urls import include, path, re_path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from chat.views import avatars, downloads, pages, uploads

# Asked for by pages that name no icon (/healthz). Lazy: its name has a hash only once collected.
FAVICON = lazy(static, str)("chat/img/favicon.svg")

urlpatterns = [
    path("", pages.chat, name="chat"),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("test/", pages.test, name="test"),
    path("api/", include("chat.api.urls")),
    path("files/", uploads.upload, name="upload"),
    path("files/<uuid:pk>", downloads.whole, name="file"),
    path("files/<uuid:pk>/thumbnail", downloads.thumbnail, name="thumbnail"),
    path("avatar/", avatars.mine, name="avatar"),
    re_path(r"^avatars/(?P<avatar>\d+-[0-9a-f]{32}\.webp)$", avatars.shown, name="avatars"),
    path("favicon.ico", RedirectView.as_view(url=FAVICON)),
]
