"""HTTP requests over verified TLS, with the standard library alone."""

import json
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request

from tests.waiting import PATIENCE


def get(site, path, **headers):
    """The answer to a GET, whatever its status: it has `.status`, `.headers` and `.read()`."""
    return answered(site, urllib.request.Request(site.https + path, headers=headers))


def post(site, path, data, **headers):
    """The answer to a POST, likewise."""
    return answered(site, urllib.request.Request(site.https + path, data, headers))


def delete(site, path, **headers):
    """The answer to a DELETE, likewise."""
    url = site.https + path
    return answered(site, urllib.request.Request(url, headers=headers, method="DELETE"))


def answered(site, request):
    context = ssl.create_default_context(cafile=site.ca)
    try:
        return urllib.request.urlopen(request, timeout=PATIENCE, context=context)
    except urllib.error.HTTPError as error:
        return error


def get_json(site, path="/healthz", **headers):
    with get(site, path, **headers) as answer:
        return json.load(answer)


class Visitor:
    """A browser without a screen: it keeps cookies, follows redirects, says whence it came."""

    def __init__(self, site):
        self.site = site
        context = ssl.create_default_context(cafile=site.ca)
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(), urllib.request.HTTPSHandler(context=context)
        )

    def get(self, path):
        return self.open(urllib.request.Request(self.site.https + path))

    def post(self, path, form):
        headers = {"Origin": self.site.https, "Referer": self.site.https + path}
        return self.open(urllib.request.Request(self.site.https + path, form.encode(), headers))

    def open(self, request):
        with self.opener.open(request, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def submit(self, path, **fields):
        """Fill in the form of this page and send it."""
        return self.post(path, self.form(path, **fields))

    def form(self, path, **fields):
        """The form of this page, filled in."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))[1]
        return urllib.parse.urlencode({"csrfmiddlewaretoken": token} | fields)
