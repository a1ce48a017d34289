"""The addresses of the live page."""

from django.urls import path

from chat.admin.live import views

urlpatterns = [
    path("", views.page, name="live"),
    path("sockets/", views.sockets, name="live_sockets"),
    path("close/", views.close, name="live_close"),
]
