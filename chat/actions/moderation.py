"""Powers over members: their role, whether they are one; and one's own level."""

from msgspec import UNSET

from chat.actions.audit import record
from chat.actions.log import room_of
from chat.actions.members import bump, came, let_go, shown_again
from chat.actions.outcome import Outcome
from chat.events import Event
from chat.lines import one_line
from chat.models import Ban, Invite, Member, Room, User, Webhook, wire
from chat.protocol.commands import MemberSet
from chat.protocol.frames import Refusal
from chat.protocol.replies import Changed
from chat.protocol.things import Level, Role

RANKS = {Member.Role.MEMBER: 0, Member.Role.MODERATOR: 1, Member.Role.OWNER: 2}


def change(actor: int, command: MemberSet) -> Outcome[Changed]:
    """Change a member of a room, as far as the role of whoever asks allows."""
    room, me = room_of(actor, command.room)
    me.room = room
    member = me if command.user == actor else find(room, command.user)
    if command.removed or command.banned:
        return Outcome(Changed(), expel(me, member, command))
    if member is None:
        raise Refusal("not_found")
    told: list[Event] = []
    if command.role is not UNSET:
        told += promote(me, member, command.role)
    if command.level is not UNSET:
        told += choose(me, member, command.level)
    return Outcome(Changed(member=wire.member(member)), told)


def find(room: Room, user: int) -> Member | None:
    """Somebody's membership in the locked room, if they have one."""
    member = Member.objects.filter(room=room, user=user).select_related("user").first()
    if member:
        member.room = room
    return member


def promote(me: Member, member: Member, role: Role) -> list[Event]:
    """Give a member another role. Owners may, and the last of them stays one."""
    room = refuse_direct(me.room)
    if me.role != Member.Role.OWNER:
        raise Refusal("forbidden")
    if member.role == role:
        return []
    owners = Member.objects.filter(room=room, role=Member.Role.OWNER)
    if member.role == Member.Role.OWNER and len(owners[:2]) == 1:
        raise Refusal("last_owner")
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    bump(room)
    named = {"user": member.user_id, "before": before, "after": role}
    record(me.user_id, "member.role", room, member.user.username, **named)
    return [came(member), shown_again(member.user_id, room.pk)]


def choose(me: Member, member: Member, level: Level) -> list[Event]:
    """What rings for somebody, which is theirs to choose; nobody else hears of it."""
    if member is not me:
        raise Refusal("forbidden")
    if member.level == level:
        return []
    member.level = level
    member.save(update_fields=["level"])
    return [shown_again(member.user_id, member.room_id)]


def expel(me: Member, member: Member | None, command: MemberSet) -> list[Event]:
    """Put somebody of a lower rank out of the room; a ban also keeps out who is no member."""
    room = refuse_direct(me.room)
    require_rank(me, member)
    if room.everybody and not command.banned:
        raise Refusal("everybody_room")
    user = member.user if member else User.objects.filter(pk=command.user).first()
    if user is None or not (member or command.banned):
        raise Refusal("not_found")
    reason = one_line(command.reason)
    if command.banned:  # one ban takes the place of another
        Ban.objects.filter(room=room, user=user).delete()
        Ban.objects.create(room=room, user=user, by=me.user, reason=reason)
    action = "member.ban" if command.banned else "member.remove"
    record(me.user_id, action, room, user.username, user=user.pk, reason=reason)
    return put_out(room, user, member)


def require_rank(me: Member, member: Member | None) -> None:
    """Raise Refusal unless somebody stands above a member, or above who is none."""
    if RANKS[Member.Role(me.role)] <= (RANKS[Member.Role(member.role)] if member else 0):
        raise Refusal("forbidden")


def put_out(room: Room, user: User, member: Member | None) -> list[Event]:
    """Nothing of somebody's lets anybody into the locked room any more, nor are they in it."""
    Invite.objects.filter(room=room, made_by=user).delete()
    Webhook.objects.filter(room=room, bot=user).delete()
    told = let_go(member) if member else []
    made = Webhook.objects.filter(room=room, made_by=user)
    for bot in [find(room, webhook.bot_id) for webhook in made]:
        told += let_go(bot) if bot else []
    made.delete()
    return told


def refuse_direct(room: Room) -> Room:
    """The room; raises Refusal for a direct one, whose people are equals."""
    if room.kind == Room.Kind.DIRECT:
        raise Refusal("direct_room")
    return room
