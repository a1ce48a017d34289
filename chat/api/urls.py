"""The addresses below /api/, for programs and for people."""

from django.urls import path

from chat.api import pages
from chat.api.router import router

urlpatterns = [
    path("", pages.index, name="api"),
    path("openapi.json", pages.openapi, name="openapi"),
    *router.urls,
]
