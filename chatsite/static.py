"""Static files: names with hashes and compressed copies on disk, served from memory.

They stand in front of Django: a request costs no thread and no middleware.
"""

import mimetypes
import re
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from chatsite.bundles import joined, styled
from chatsite.modules import later, reach

COMPRESSED = ((".br", b"br"), (".gz", b"gzip"))
YEAR = b"public, max-age=31536000, immutable"
HOUR = b"public, max-age=3600"
# The modules that templates load; all others come by them.
PAGES = re.compile(r"chat/js/(chat|live|test|locale/(chat/)?[a-z-]+)\.js")
ASKED = re.compile("/(lib|vendor)/")  # modules that are asked for by themselves
SHEETS = re.compile(r"chat/css/(site|(chat|test)-page)\.css")  # that are made of others
PUBLIC_FILE, PUBLIC_FOLDER = 0o644, 0o755


class PublicCompressor(Compressor):
    """Makes copies that everybody may read."""

    def write_data(self, *about):
        name = super().write_data(*about)
        Path(name).chmod(PUBLIC_FILE)
        return name


class Storage(CompressedManifestStaticFilesStorage):
    """Modules and style sheets in few files, and names with hashes, also inside of imports.

    Whatever the umask, everybody may read them: the proxy in front has a user of its own.
    """

    support_js_module_import_aggregation = True
    max_post_process_passes = 20  # a module's hash follows those of its imports, as deep as they go
    file_permissions_mode = PUBLIC_FILE
    directory_permissions_mode = PUBLIC_FOLDER

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = self.bundle(paths)
        yield from super().post_process(paths, dry_run, **options)

    def bundle(self, paths):
        """These sources with what is joined of them, and without the modules that stand in it.

        Those get no names with hashes and no compressed copies, since nobody asks for them; who
        writes a client does ask for the library's.
        """

        @cache
        def read(name):
            return text_of(*paths[name])

        sheets = {name: styled(name, read) for name in filter(SHEETS.fullmatch, paths)}
        pages = sorted(filter(PAGES.fullmatch, paths))
        files = joined(pages, read) | sheets
        for name, text in files.items():
            self.delete(name)
            self.save(name, ContentFile(text.encode()))
        inner = {name for page in pages for walk in (reach, later) for name in walk(page, read)}
        asked = {name: paths[name] for name in paths if name not in inner or ASKED.search(name)}
        return asked | {name: (self, name) for name in files}

    def create_compressor(self, **options):
        return PublicCompressor(**options)


def modules(name, walk=reach):
    """The addresses of the modules that `walk` finds from this one, as this process serves them."""
    if isinstance(staticfiles_storage, Storage):
        return collected_modules(name, walk)
    return [staticfiles_storage.url(path) for path in walk(name, source_of)]


@cache
def collected_modules(name, walk):
    files: Any = staticfiles_storage
    paths = walk(files.stored_name(name), partial(text_of, files))
    return [files.base_url + path for path in paths]


def source_of(name):
    return Path(str(finders.find(name))).read_text()


def text_of(storage, path):
    with storage.open(path) as file:
        return file.read().decode()


class Files:
    """An ASGI application for the collected files below `root`: read once, answered from memory."""

    def __init__(self, root):
        self.paths = {
            path.relative_to(root).as_posix(): path
            for path in Path(root).rglob("*")
            if path.is_file()
        }
        self.hashed = frozenset(getattr(staticfiles_storage, "hashed_files", {}).values())
        self.answers = {}

    def __contains__(self, name):
        return name in self.paths

    def read(self, name):
        """The headers that all answers share, and (encoding, body) pairs, the smallest first.

        There is no pair for a file that somebody has removed since.
        """
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind.endswith(("javascript", "json")):
            kind += "; charset=utf-8"
        headers = [
            (b"content-type", kind.encode()),
            (b"cache-control", YEAR if name in self.hashed else HOUR),
            (b"vary", b"accept-encoding"),
            (b"x-content-type-options", b"nosniff"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]
        return headers, list(self.bodies(name))

    def bodies(self, name):
        for suffix, encoding in COMPRESSED:
            if name + suffix in self.paths:
                with suppress(FileNotFoundError):
                    yield encoding, self.paths[name + suffix].read_bytes()
        with suppress(FileNotFoundError):
            yield None, self.paths[name].read_bytes()

    async def __call__(self, scope, receive, send):
        name = scope["static"]
        headers, bodies = self.answers.get(name) or self.read(name)
        accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
        fitting = [pair for pair in bodies if pair[0] is None or pair[0] in accepted]
        if not fitting:
            return await send_gone(send)
        self.answers[name] = headers, bodies
        encoding, body = fitting[0]
        headers = [*headers, (b"content-length", str(len(body)).encode())]
        if encoding:
            headers.append((b"content-encoding", encoding))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        body = b"" if scope["method"] == "HEAD" else body
        await send({"type": "http.response.body", "body": body})


async def send_gone(send):
    """A 404 for a file that was there when the server started."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    text = b"There is nothing here any more.\n"
    await send({"type": "http.response.body", "body": text})
