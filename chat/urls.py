"""The pages of the chat."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from chat.views import downloads, pages, uploads

# Asked for by pages that name no icon (/healthz). Lazy: its name has a hash only once collected.
FAVICON = lazy(static, str)("chat/img/favicon.svg")

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="test")),
    path("test/", pages.test, name="test"),
    path("api/", include("chat.api.urls")),
    path("files/", uploads.upload, name="upload"),
    path("files/<uuid:pk>", downloads.whole, name="file"),
    path("files/<uuid:pk>/thumbnail", downloads.thumbnail, name="thumbnail"),
    path("favicon.ico", RedirectView.as_view(url=FAVICON)),
]
