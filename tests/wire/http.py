"""HTTP requests over verified TLS, with the standard library alone."""

import json
import ssl
import urllib.error
import urllib.request


def get(site, path, **headers):
    """The answer to a GET, whatever its status: it has `.status`, `.headers` and `.read()`."""
    request = urllib.request.Request(site.https + path, headers=headers)
    context = ssl.create_default_context(cafile=site.ca)
    try:
        return urllib.request.urlopen(request, timeout=10, context=context)
    except urllib.error.HTTPError as error:
        return error


def get_json(site, path="/healthz"):
    with get(site, path) as answer:
        return json.load(answer)
