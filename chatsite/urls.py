"""The pages of the site."""

from django.contrib import admin
from django.urls import include, path

from chatsite import ca, doctor

handler400 = "chatsite.hosts.bad_request"
urlpatterns = [
    path("admin/doctor/", doctor.page, name="doctor"),
    path("admin/live/", include("chat.admin.live.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("ca.pem", ca.certificate),
    path("", include("chat.urls")),
]
