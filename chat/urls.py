"""The pages of the chat."""

from django.urls import path
from django.views.generic import RedirectView

from chat.views import pages

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="test")),
    path("test/", pages.test, name="test"),
]
