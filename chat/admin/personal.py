"""What superusers do for somebody who asks for all that is kept of them, or to be forgotten."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chat.actions import erasing
from chat.actions.audit import record
from chat.actions.erasing import Erase
from chat.journal import write_now
from chat.models import User
from chat.protocol.frames import Refusal
from chat.views.personal import download
from chat.wording import words


def page(model_admin, request, pk):
    """Somebody's data, to be handed to them; and the end of their account."""
    if not request.user.is_superuser:
        raise PermissionDenied
    user, problem = get_object_or_404(User, pk=pk), ""
    if request.POST.get("do") == "export":
        record(request.user.pk, "user.export", None, user.username, user=user.pk)
        return download(user)
    if request.POST.get("do") == "erase":
        problem = erase(request, user)
        if not problem:
            messages.success(request, _("The account is closed, and is taken apart from now on."))
            return redirect("admin:chat_user_changelist")
    about = {"title": _("Data of %(name)s") % {"name": user}, "person": user, "problem": problem}
    context = model_admin.admin_site.each_context(request) | about
    return TemplateResponse(request, "admin/personal.html", context, status=422 if problem else 200)


def erase(request, user):
    """Why somebody is not erased, in words; empty once they are."""
    if request.POST.get("username") != user.username:
        return _("Type the username, exactly as it stands there, to have the account erased.")
    try:
        purge = request.POST.get("messages") == "purge"
        write_now(erasing.erase, request.user.pk, Erase(user.pk, purge))
    except Refusal as refusal:
        return words(refusal, get_language() or "en")
    return ""
