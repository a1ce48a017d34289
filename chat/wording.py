"""Refusals in words, in the language of whoever is refused. Each says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chat.protocol.frames import Refusal

# Each with what `Refusal.named` names. A code means the same on the socket and in the HTTP API.
TEXTS: dict[str, Promise] = {
    "bad_command": _("This command was not understood: %(problem)s."),
    "not_signed_in": _("Sign in first, or say hello with a valid access token."),
    "not_found": _("There is no such thing here, or it is not yours to see."),
    "forbidden": _("Your role in this room does not allow that."),
    "banned_here": _(
        "You were banned from this room. Reason: %(reason)s. Ask its owner to invite you."
    ),
    "invite_void": _("This invite is not valid, or not any more. Ask for a new one."),
    "last_owner": _("A room keeps an owner. Make somebody else an owner first."),
    "direct_room": _("The people of a direct room stay as they are. Make a private room instead."),
    "everybody_room": _("Everybody is in this room. Mute it, or ban whom it must not have."),
    "blank_title": _("Give it a title that can be seen."),
    "bad_slug": _("A slug has letters and digits in lower case, - and _; leave it out to get one."),
    "slug_taken": _("Another room has this slug. Choose another one, or leave it out."),
    "blank": _("There is nothing in this message. Write something, or attach a file."),
    "too_long": _("At most %(limit)s characters fit into a message; this one has %(length)s."),
    "id_reused": _("This client_id belongs to another message of yours. Make a new one."),
    "bad_text": _("This text has characters that cannot be kept, such as NUL. Take them out."),
    "no_such_message": _("There is no message at this position. Look at the room again."),
    "no_such_attachment": _(
        "A file of this message is not here, not yours, or in another message. Upload it again."
    ),
    "too_many_attachments": _("At most %(limit)s files fit into a message. Take some out."),
    "not_yours": _("Somebody else wrote this message: only they can edit it."),
    "deleted": _("This message has been deleted: nothing about it can be changed any more."),
    "bad_emoji": _("A reaction is one emoji. Choose another."),
    "too_many_emoji": _("At most %(limit)s different emoji fit to a message. Take one of those."),
    "failed": _("The server failed at this, and its log tells why. Nothing was done."),
    "no_words": _("There is no word in this to search for. Type letters or digits."),
    "too_broad": _("Too much fits: the search took too long. Add a word, or search in one room."),
    "too_fast": _("That was too fast. Try again when retry_after is over; nothing was done."),
    "banned": _("You may not use this site at the moment. Ask who runs it."),
    "csrf_failed": _("Send the page's CSRF token in X-CSRFToken, or use an access token."),
    "read_only": _("This access token may only read. Make one that may write."),
    "no_such_path": _("There is nothing at this path. %(document)s lists all that there are."),
    "no_such_method": _("This path does not know that method, but %(allowed)s."),
    "only_json": _("The API speaks JSON: send and accept application/json."),
    "too_big": _("At most %(limit)s bytes fit into a request."),
    "foreign_host": _("The Host of this request is not a name of this site."),
    "flooding": _("This went on too fast for too long. Come back when retry_after is over."),
    "mistaken": _("Too many commands were not understood. Read the protocol, then come back."),
    "signed_in_as_another": _("This socket is somebody's already. Open another one for a second."),
    "signed_out": _("You were signed out. Sign in again."),
    "foreign_origin": _(
        "A page of another site may not use this site's cookie. Say hello with an access token; if "
        "the page is yours, set SITE_URL to its address."
    ),
    "too_many_sockets": _("You have %(most)s sockets open. Close one of them first."),
    "too_slow": _("You read too slowly. Come back, and say since when you have missed something."),
    "silent": _("Nothing was heard from you for too long. Come back."),
    "restarting": _("The server is restarting. Come back in a moment."),
    "no_form": _("Send the file itself as the body of the request, not a form around it."),
    "empty_file": _("There is nothing in this file. Choose another one."),
    "bad_picture": _("This picture is damaged. Save it anew, or choose another one."),
    "too_many_pixels": _("A picture may have %(limit)s million pixels. Make this one smaller."),
    "too_many_files": _(
        "%(limit)s files of yours are in no message yet. Post some of them, or wait a day."
    ),
    "no_room": _("There is no room for this on the server's disk. Tell whoever runs this site."),
    "try_again": _("The server cannot write this down at the moment. Nothing was done; try again."),
}


def words(refusal: Refusal, language: str) -> str:
    """The refusal's text in a language."""
    with override(language):
        return str(TEXTS[refusal.code]) % refusal.named
