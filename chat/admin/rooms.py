"""Rooms and their members in the admin panel."""

from django.contrib import admin
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from chat import events
from chat.actions.audit import record
from chat.actions.log import locked
from chat.actions.members import bump, came, let_go, shown, shown_again
from chat.admin import finding
from chat.admin.bounded import Bounded, Ordered
from chat.journal import tell_later
from chat.models import Member, Message, Room, wire
from chat.models.counting import BoundedCount
from chat.protocol.commands import SLOWEST
from chat.protocol.events import RoomEvent

MOST = 1000  # members that are counted
WITHIN = (Member, Message)


class Counted(Ordered):
    """Rooms with how many members each has: counted for those of one page alone."""

    def get_results(self, request):
        super().get_results(request)
        members = Member.objects.filter(room=OuterRef("pk")).values("pk")
        rooms = Room.objects.filter(pk__in=[room.pk for room in self.result_list])
        counted = rooms.annotate(count=BoundedCount(members[: MOST + 1]))
        counts = dict(counted.values_list("pk", "count"))
        self.result_list = list(self.result_list)
        for room in self.result_list:
            room.members_counted = counts[room.pk]


class Rooms(Bounded):
    """All rooms. A direct one is its people's; one in which something was said is not deleted."""

    list_display = ("__str__", "kind", "everybody", "members_counted", "seq", "created")
    list_filter = ("kind", "everybody")
    search_fields = ("title", "slug")
    fields = (
        *("title", "slug", "topic", "kind", "everybody", "frozen"),
        *("slow_seconds", "keep_days", "within", "seq", "created"),
    )
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ("within", "seq", "created")

    def get_changelist(self, request, **options):
        return Counted

    def found(self, queryset, q):
        return finding.rooms(q)

    @admin.display(description=_("members"))
    def members_counted(self, room):
        return f"{MOST}+" if room.members_counted > MOST else room.members_counted

    @admin.display(description=_("in this room"))
    def within(self, room):
        """Ways to what is too much to show here."""
        links = [
            (reverse(f"admin:chat_{model._meta.model_name}_changelist"), room.pk, names(model))
            for model in WITHIN
        ]
        return format_html_join(" · ", '<a href="{}?room={}">{}</a>', links) if room.pk else "–"

    def formfield_for_choice_field(self, db_field, request, **options):
        if db_field.name == "kind":
            options["choices"] = [kind for kind in Room.Kind.choices if kind[0] != Room.Kind.DIRECT]
        return super().formfield_for_choice_field(db_field, request, **options)

    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name == "slow_seconds":
            options["max_value"] = SLOWEST
            options["help_text"] = _("Seconds between two messages of a member; 0: no wait.")
        return super().formfield_for_dbfield(db_field, request, **options)

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        if "title" in form.base_fields:
            form.base_fields["title"].required = True
        return form

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_direct(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.seq)

    def save_model(self, request, room, form, change):
        """Write what was changed and nothing else: the log goes on while somebody looks at this."""
        if not change:
            room.created_by = request.user
            room.save()
            Member.objects.create(room=room, user=request.user, role=Member.Role.OWNER)
            record(request.user.pk, "room.make", room, room, kind=room.kind)
            tell_later([shown_again(request.user.pk, room.pk)])
        elif form.changed_data:
            room.save(update_fields=form.changed_data)
            now = locked({room.pk})[room.pk]
            bump(now)
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            record(request.user.pk, "room.update", now, now, **changes)
            tell_later([events.to_room(room.pk, RoomEvent(id=room.pk, room=wire.room(now)))])

    def delete_model(self, request, room):
        """Who was in it hears that it is gone."""
        told = [events.gone(user, room.pk) for user in room.members.values_list("pk", flat=True)]
        record(request.user.pk, "room.delete", None, room, id=room.pk, slug=room.slug)
        super().delete_model(request, room)
        tell_later(told)


class Members(Bounded):
    """Who is in which room, and as what."""

    list_display = ("user", "room", "role", "level", "joined")
    list_filter = ("role",)
    list_select_related = ("user", "room")
    search_fields = ("user", "room")
    autocomplete_fields = ("user", "room")
    along = ("user", "room")

    def get_readonly_fields(self, request, obj=None):
        return ("room", "user", "read", "joined") if obj else ()

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and is_direct(obj.room))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and is_direct(obj.room))

    def save_model(self, request, member, form, change):
        """Write the membership, and count it as a change of its room."""
        member.room = locked({member.room_id})[member.room_id]
        if change:
            member.save(update_fields=form.changed_data)
        else:
            member.read = member.room.seq
            member.save()
        bump(member.room)
        action = "member.role" if change else "member.add"
        named = {"user": member.user_id, "role": member.role}
        record(request.user.pk, action, member.room, member.user.username, **named)
        again = shown_again(member.user_id, member.room_id)
        tell_later([came(member), again if change else shown(member, [])])

    def delete_model(self, request, member):
        """Put somebody out; a new owner is found where the last one goes."""
        member.room = locked({member.room_id})[member.room_id]
        named = {"user": member.user_id, "role": member.role}
        record(request.user.pk, "member.remove", member.room, member.user.username, **named)
        tell_later(let_go(member))


def is_direct(room):
    """Whether it is a direct room, whose people are nobody else's to choose."""
    return bool(room) and room.kind == Room.Kind.DIRECT


def names(model):
    """How many of a kind are called."""
    return model._meta.verbose_name_plural
