"""People in the admin panel."""

from functools import partial

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from chat.actions.audit import record
from chat.actions.log import locked
from chat.actions.members import let_go
from chat.actions.profile import give_picture, heard
from chat.admin import personal
from chat.admin.bounded import Bounded
from chat.journal import tell_later
from chat.models import Member, Token, wire
from chat.models.message import has_spoken


class Users(Bounded, UserAdmin):
    """Who has an account, who may come in here, and who was here lately."""

    list_display = ("username", "display_name", "email", "is_bot", "is_staff", "last_login")
    list_filter = ("is_bot", "is_active", "is_staff")
    search_fields = ("username", "display_name", "email", "first_name", "last_name")
    ordering = ("username",)
    readonly_fields = ("picture", "tokens", "personal")
    actions = ("remove_pictures",)

    def get_fieldsets(self, request, obj=None):
        first, *others = super().get_fieldsets(request, obj)
        chat = (
            _("In the chat"),
            {"fields": ("display_name", "picture", "is_bot", "tokens", "personal")},
        )
        return [first, chat, *others] if obj else [first, *others]

    def get_urls(self):
        page = self.admin_site.admin_view(partial(personal.page, self))
        return [path("<int:pk>/personal/", page, name="chat_user_personal"), *super().get_urls()]

    @admin.display(description=_("personal data"))
    def personal(self, user):
        """The way to all that is kept of somebody, and to the end of it."""
        place = reverse("admin:chat_user_personal", args=[user.pk])
        return format_html('<a href="{}">{}</a>', place, _("Export or erase"))

    @admin.display(description=Token._meta.verbose_name_plural)
    def tokens(self, user):
        """A way to them: there may be many."""
        place = reverse("admin:chat_token_changelist")
        words = Token._meta.verbose_name_plural
        return format_html('<a href="{}?user={}">{}</a>', place, user.pk, words)

    @admin.display(description=_("picture"))
    def picture(self, user):
        """How they look to others."""
        return format_html('<img src="{}" alt="">', wire.user(user).avatar) if user.avatar else "–"

    @admin.action(
        description=_("Remove the pictures of the selected users"), permissions=["change"]
    )
    def remove_pictures(self, request, queryset):
        """They look like anybody without one; everybody sees it at once."""
        for user in queryset.exclude(avatar=""):
            with transaction.atomic():  # each alone: it locks all of their rooms
                record(request.user.pk, "user.picture", None, user.username, user=user.pk)
                tell_later(give_picture(user, "").events)

    def save_model(self, request, user, form, change):
        """Who is called otherwise from now on is so to everybody who sees them."""
        super().save_model(request, user, form, change)
        if change and {"username", "display_name", "is_bot"} & set(form.changed_data):
            tell_later(heard(user))

    def has_delete_permission(self, request, obj=None):
        """Who has said something is made inactive instead: no client would hear of the change."""
        return super().has_delete_permission(request, obj) and not (obj and has_spoken(obj))

    def delete_model(self, request, user):
        """Their rooms get new owners, and hear that they are gone."""
        memberships = list(Member.objects.filter(user=user))
        rooms = locked({member.room_id for member in memberships})
        told = []
        for member in memberships:
            member.room = rooms[member.room_id]
            told += let_go(member)
        super().delete_model(request, user)
        tell_later(told)
