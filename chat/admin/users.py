"""People in the admin panel."""

from functools import partial

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from chat.actions import accounts
from chat.actions.audit import record
from chat.actions.members import leave_all
from chat.actions.profile import give_picture, heard
from chat.admin import bots, finding, merging, personal
from chat.admin.bounded import Bounded
from chat.admin.confirming import AT_ONCE, Deed
from chat.journal import tell_later
from chat.models import User, wire
from chat.models.message import has_spoken
from chat.models.user import FLAGS

sign_out = Deed(
    accounts.sign_out,
    _("Sign the selected users out everywhere"),
    _("All their sessions end, and their open pages close at once. Access tokens last."),
)
POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")
ELSEWHERE = (("member", "user"), ("message", "author"), ("token", "user"), ("ban", "user"))


class Users(Bounded, UserAdmin):
    """Who has an account, who may come in here, and who was here lately."""

    list_display = ("username", "display_name", "email", "kind", "is_active", "last_login")
    list_filter = FLAGS
    search_fields = ("username",)
    search_help_text = _("Beginnings of names, a whole e-mail address, or #7 for an id")
    readonly_fields = ("picture", "elsewhere", "personal", "merged_into", "signed_out")
    actions = ("sign_out", "remove_pictures")
    filter_horizontal = ()
    autocomplete_fields = ("groups",)

    def get_fieldsets(self, request, obj=None):
        first, *others = super().get_fieldsets(request, obj)
        fields = ("display_name", "picture", "is_bot", "elsewhere", "personal")
        chat = (_("In the chat"), {"fields": (*fields, "signed_out", "merged_into")})
        return [first, chat, *others] if obj else [first, *others]

    def get_readonly_fields(self, request, obj=None):
        """Powers are given by superusers: who may change accounts does not give them to theirs."""
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, *POWERS)

    def get_urls(self):
        view = self.admin_site.admin_view
        pages = (merging.page, bots.page, personal.page)
        merge, bot, data = (view(partial(page, self)) for page in pages)
        return [
            path("<int:pk>/personal/", data, name="chat_user_personal"),
            path("<int:pk>/merge/", merge, name="chat_user_merge"),
            path("bot/", bot, name="chat_user_add_bot"),
            *super().get_urls(),
        ]

    def found(self, queryset, q):
        return finding.people(q)

    # ---- What is shown ----

    @admin.display(description=_("kind"))
    def kind(self, user):
        kinds = (
            (user.is_superuser, _("superuser")),
            (user.is_staff, _("staff")),
            (user.is_bot, _("bot")),
            (user.is_guest, _("guest")),
        )
        return next((word for holds, word in kinds if holds), "–")

    @admin.display(description=_("elsewhere"))
    def elsewhere(self, user):
        """Ways to what is too much to show here."""
        models = ((self.opts.apps.get_model("chat", name), field) for name, field in ELSEWHERE)
        links = [
            (
                reverse(f"admin:chat_{model._meta.model_name}_changelist"),
                field,
                user.pk,
                model._meta.verbose_name_plural,
            )
            for model, field in models
        ]
        return format_html_join(" · ", '<a href="{}?{}={}">{}</a>', links)

    @admin.display(description=_("personal data"))
    def personal(self, user):
        """The way to all that is kept of somebody, and to the end of it."""
        place = reverse("admin:chat_user_personal", args=[user.pk])
        return format_html('<a href="{}">{}</a>', place, _("Export or erase"))

    @admin.display(description=_("picture"))
    def picture(self, user):
        """How they look to others."""
        return format_html('<img src="{}" alt="">', wire.user(user).avatar) if user.avatar else "–"

    # ---- Powers ----

    def has_change_permission(self, request, obj=None):
        """A superuser's account is a superuser's to change."""
        return super().has_change_permission(request, obj) and not is_above(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Who has said something is made inactive instead: no client would hear of the change."""
        may = super().has_delete_permission(request, obj)
        return may and not is_above(request, obj) and not (obj and has_spoken(obj))

    def has_merge_permission(self, request):
        return request.user.has_perm("chat.merge_user")

    @admin.action(description=sign_out.title, permissions=["change"])
    def sign_out(self, request, queryset):
        return sign_out.ask_or_do(self, request, queryset)

    @admin.action(
        description=_("Remove the pictures of the selected users"), permissions=["change"]
    )
    def remove_pictures(self, request, queryset):
        """They look like anybody without one; everybody sees it at once."""
        for user in queryset.exclude(avatar="")[:AT_ONCE]:
            with transaction.atomic():  # each alone: it locks all of their rooms
                record(request.user.pk, "user.picture", None, user.username, user=user.pk)
                tell_later(give_picture(user, "").events)

    def save_model(self, request, user, form, change):
        """Who is called otherwise from now on is so to everybody who sees them."""
        super().save_model(request, user, form, change)
        named = {"user": user.pk, "changed": form.changed_data if change else []}
        record(request.user.pk, "user.change" if change else "user.make", None, user, **named)
        if change and {"username", "display_name", "is_bot"} & set(form.changed_data):
            tell_later(heard(user))

    def delete_model(self, request, user):
        """Their rooms get new owners, and hear that they are gone."""
        told = leave_all(user)
        record(request.user.pk, "user.delete", None, user, user=user.pk)
        super().delete_model(request, user)
        tell_later(told)

    def user_change_password(self, request, id, form_url=""):
        """Another password is a power, too."""
        answer = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == 302:
            user = User.objects.get(pk=id)
            record(request.user.pk, "user.password", None, user, user=user.pk)
        return answer


def is_above(request, user):
    """Whether it is a superuser's account, and whoever asks is none."""
    return bool(user) and user.is_superuser and not request.user.is_superuser
