"""Refusals in words, in the language of whoever is refused. Each says what to do."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chat.protocol.frames import Refusal

# Each with what `Refusal.named` names. A code means the same on the socket and in the HTTP API.
TEXTS: dict[str, Promise] = {
    "bad_command": _("This command was not understood: %(problem)s."),
    "not_signed_in": _("Sign in first, or show a valid access token."),
    "not_found": _("There is no such thing here, or it is not yours to see."),
    "forbidden": _("Your role in this room does not allow that. Ask one of its owners."),
    "banned_here": _(
        "You were banned from this room. Reason: %(reason)s. Ask one of its owners to invite you."
    ),
    "muted": _(
        "%(by)s has muted you here, %(until)s. Reason: %(reason)s. Read on, and write again then."
    ),
    "frozen": _("This room is frozen: only who leads it may write. Wait until they open it again."),
    "slow": _(
        "This room is slow: one message in %(seconds)s seconds. Wait (retry_after), then send it "
        "again."
    ),
    "own_message": _("This message is your own. Edit it, or delete it."),
    "too_many_pins": _("At most %(limit)s messages are pinned in a room. Unpin another one first."),
    "too_many_reports": _(
        "%(limit)s reports of yours wait to be looked at. Wait until some of them are closed."
    ),
    "report_closed": _("Somebody else has dealt with this report already. Look at the next one."),
    "invite_void": _("This invite is unknown, expired or used up. Ask for a new one."),
    "guest": _("Guests cannot do this, nor can it be done with one. It takes an account: sign up."),
    "last_owner": _("A room needs an owner. Make somebody else one first."),
    "direct_room": _("A direct room stays as it was made. Make a private room instead."),
    "everybody_room": _(
        "Everybody is in this room, and stays. Mute it, or ban whoever must not be there."
    ),
    "last_admin": _("Nobody else can manage this site. Make somebody else an administrator first."),
    "blank_title": _("This title shows nothing. Give it one that can be read."),
    "blank_name": _("This name shows nothing. Choose one that can be read."),
    "bad_slug": _(
        "A slug is made of lower-case letters and digits, with - and _ between them. Leave it out "
        "to be given one."
    ),
    "kept_too_long": _(
        "This site keeps messages for at most %(most)s days. Give a smaller number."
    ),
    "slug_taken": _("Another room has this slug. Choose another one, or leave it out."),
    "blank": _("There is nothing in this message. Write something, or attach a file."),
    "too_long": _(
        "At most %(limit)s characters fit into a message; this one has %(length)s. Make it shorter."
    ),
    "id_reused": _("This client_id belongs to another message of yours. Make a new one."),
    "bad_text": _("This text has characters that cannot be kept, such as NUL. Take them out."),
    "no_such_message": _("There is no message at this position. Open the room again."),
    "no_such_attachment": _(
        "A file of this message is not here, not yours, or in another message. Upload it again."
    ),
    "too_many_attachments": _("At most %(limit)s files fit into a message. Take some out."),
    "not_yours": _("Somebody else wrote this message: only they can edit it."),
    "deleted": _("This message has been deleted: nothing about it can be changed any more."),
    "bad_day": _("“%(day)s” is no day. Write it as 2026-01-31."),
    "yourself": _("This cannot be done to your own account. Ask another one who runs this site."),
    "above_you": _("What concerns a superuser is done by a superuser. Ask one."),
    "merged": _("This account was merged into another one. Choose that one."),
    "too_many": _("You have %(limit)s of these already. End one, or wait until one ends."),
    "bad_emoji": _("A reaction is exactly one emoji. Choose another."),
    "too_many_emoji": _(
        "A message takes at most %(limit)s different emoji. Choose one that it has already."
    ),
    "failed": _(
        "The server failed at this, and nothing was done. Tell whoever runs this site: it is in "
        "the log."
    ),
    "no_words": _("There is no word in this to search for. Type letters or digits."),
    "too_broad": _(
        "Too many messages fit: the search took too long. Add a word, or search in one room."
    ),
    "too_fast": _(
        "That was too fast; nothing was done. Wait a moment (retry_after), then try again."
    ),
    "banned": _("You may not use this site, %(until)s. Reason: %(reason)s. Ask whoever runs it."),
    "door_closed": _(
        "This door takes people with an access token only, in the header Authorization "
        "(WSS_OPEN_BROADCAST is off)."
    ),
    "no_mini_login": _(
        "Mini-programs of this platform cannot sign in here; this site knows: %(known)s. If you "
        "run it: set MINI_LOGIN."
    ),
    "code_void": _(
        "This login code is unknown, used, or older than five minutes. Ask the platform for a new "
        "one (wx.login)."
    ),
    "locked_out": _("The platform lets this account sign in nowhere. Ask its support."),
    "account_closed": _("This account is closed. Ask whoever runs this site."),
    "csrf_failed": _(
        "The CSRF token in X-CSRFToken is missing or old. Reload the page, or use an access token."
    ),
    "read_only": _("This access token may only read. Use one with the scope chat."),
    "no_such_path": _("There is nothing at this path. %(document)s lists all paths."),
    "no_such_method": _("This path does not take that method. Use %(allowed)s."),
    "only_json": _("The API speaks JSON: send and accept application/json."),
    "too_big": _("At most %(limit)s bytes fit into a request. Send less."),
    "foreign_host": _(
        "The Host of this request is not this site's. If you run it: SITE_URL must name that host."
    ),
    "flooding": _(
        "This went on too fast for too long. Wait a moment (retry_after), then come back."
    ),
    "mistaken": _("Too many commands were not understood. Read the protocol, then come back."),
    "signed_in_as_another": _(
        "This socket belongs to another account already. Open another socket for this one."
    ),
    "signed_out": _("You were signed out. Sign in again."),
    "dismissed": _(
        "Whoever runs this site closed this connection. Reason: %(reason)s. Ask them, or come back "
        "later."
    ),
    "foreign_origin": _(
        "A page of another site may not use this site's cookie. Say hello with an access token; if "
        "the page is yours, set SITE_URL to its address."
    ),
    "too_many_sockets": _(
        "You have %(most)s sockets open already. Close one first: a tab, or a program."
    ),
    "too_slow": _("You read too slowly. Come back, and ask what you have missed (since)."),
    "silent": _("Nothing was heard from you for too long. Come back."),
    "restarting": _("The server is restarting. Come back in a moment."),
    "no_form": _("Send the file itself as the body of the request, not a form around it."),
    "empty_file": _("There is nothing in this file. Choose another one."),
    "bad_picture": _("This picture is damaged. Save it anew, or choose another one."),
    "no_picture": _("This is no picture. Choose a JPEG, PNG, GIF, WebP or AVIF."),
    "too_many_pixels": _(
        "A picture may have at most %(limit)s million pixels. Make this one smaller."
    ),
    "too_many_files": _(
        "%(limit)s files of yours are in no message yet. Post some of them, or wait a day."
    ),
    "no_room": _("The server's disk is full; nothing was kept. Tell whoever runs this site."),
    "try_again": _("The server cannot do this at the moment; nothing was done. Try again."),
}


def until(ends: datetime | None) -> Promise:
    """How long something holds, in the words of whoever reads it."""
    if ends is None:
        return _("until somebody lifts it")
    return format_lazy(_("until {time}"), time=f"{ends:%Y-%m-%d %H:%M:%S} UTC")


def words(refusal: Refusal, language: str) -> str:
    """The refusal's text in a language."""
    with override(language):
        return str(TEXTS[refusal.code]) % refusal.named
