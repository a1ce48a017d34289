"""The forms of the admin panel, as a browser sends them."""

from django.urls import reverse


def path(kind, what="changelist", *pk):
    return reverse(f"admin:chat_{kind}_{what}", args=pk)


def save(panel, url, **fields):
    """Send a form; what it complains of fails the test."""
    answer = panel.post(url, fields)
    assert answer.status_code == 302, answer.context["errors"]
    return answer


def delete(panel, kind, pk):
    save(panel, path(kind, "delete", pk), post="yes")
