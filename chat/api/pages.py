"""What is no command: the document, and a page that lists it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chat.api.document import document, encoded, operations
from chat.protocol.frames import Refusal
from chat.refusals import refused


@require_safe
def index(request):
    """All operations, for people."""
    return render(request, "api.html", {"operations": list(operations(document()))})


async def openapi(request):
    """The document, for programs."""
    if request.method == "GET":
        return HttpResponse(encoded(), content_type="application/json")
    response = refused(request, Refusal("no_such_method", allowed="GET"))
    response["Allow"] = "GET"
    return response
