"""What a site needs before it can serve. Each step looks first: a second run changes nothing."""

import errno
import hashlib
import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.files.storage import storages
from django.core.management import call_command

from chat.models import Member, Room
from chat.push import keys
from chatsite import env
from chatsite.static import PUBLIC_FOLDER
from chatsite.wss.tls.certificates import issue, make_files, pem

DOTENV = """\
# What this installation keeps to itself. Every variable is told in docs/settings.md.
SECRET_KEY={key}
"""
LOBBY = "lobby"  # its slug and its title, which is a name and no word: each site gives its own


def make_files_once(certificate=True):
    """Write .env and the local certificate where they are missing; the names of what was written.

    The settings are made from these files, so the caller must start afresh if there are any.
    """
    made = []
    if not env.read("SECRET_KEY", env.secret_key, ""):
        write_dotenv(env.ENV_FILE)
        made.append(env.ENV_FILE.name)
    ours = settings.BASE_DIR / "key.pem", settings.BASE_DIR / "cert.pem"
    wanted = certificate and ours == (settings.TLS_KEY, settings.TLS_CERT)
    if wanted and not any(path.exists() for path in ours):
        with at(settings.BASE_DIR):
            make_files(settings.BASE_DIR)
        made += ["key.pem", "cert.pem", "ca.pem"]
    return made


def make_stand_in(wanted):
    """Have the local CA certify the site's domain until the authority that is asked does."""

    def local():
        return b"".join(map(pem, issue(settings.BASE_DIR, wanted.names)))

    with at(wanted.path):
        wanted.stand_in(local)


def write_dotenv(path):
    """Add a fresh secret key to the file, which only its owner may read."""
    if path.exists() and not path.is_file():  # /dev/null would take the key and start us again
        raise OSError(errno.EINVAL, "A file is needed there for SECRET_KEY", str(path))
    unfinished = path.exists() and path.read_bytes()[-1:] not in (b"", b"\n")
    text = "\n" * unfinished + DOTENV.format(key=secrets.token_urlsafe(50))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:  # a service may not write there, and needs one that is set
        reason = f"SECRET_KEY is not set and cannot be written there ({error.strerror})"
        raise OSError(error.errno, reason, str(path)) from None
    with at(path), os.fdopen(descriptor, "a") as file:
        file.write(text)


def what_is_missing():
    """In a sentence, why this site cannot be served as it is; None when it can."""
    if not env.read("SECRET_KEY", env.secret_key, settings.DEBUG):
        return "There is no SECRET_KEY: `python3 manage.py serve` makes one, once, in .env."
    if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        return (
            f"The static files are not in {settings.STATIC_ROOT}: `python3 manage.py serve` "
            "collects them, and so does `python3 manage.py collectstatic`."
        )
    return None


def prepare():
    """Bring database and static files up to date; the password of a new admin user, or None."""
    call_command("migrate", interactive=False, verbosity=0)
    collect_static()
    make_push_key()
    make_lobby()
    return make_admin()


def make_admin():
    """Make the user `admin`, who leads the lobby, where nobody can manage the site yet; its
    password, or None.
    """
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    admin = users.create_superuser("admin", password=password)
    for lobby in Room.objects.filter(slug=LOBBY):
        Member.objects.create(room=lobby, user=admin, role=Member.Role.OWNER)
    return password


def make_push_key():
    """Make the key by which push services know the site, where there is none."""
    with at(settings.PUSH_KEY):
        keys.private()


def make_lobby():
    """Make the room in which everybody is where there is no room yet, so that two can talk."""
    if not Room.objects.exists():
        Room.objects.get_or_create(slug=LOBBY, defaults={"title": LOBBY, "everybody": True})


def collect_static():
    """Collect the static files unless they are those of the last time.

    They are made among the old ones and then moved over them: a running server meets no half file,
    open pages find the names they know, and what an earlier try left unfinished is made anew.
    """
    root = settings.STATIC_ROOT
    stamp = settings.DATA_DIR / "static.stamp"
    state = static_state()
    if (root / "staticfiles.json").exists() and stamp.exists() and stamp.read_text() == state:
        return
    stamp.unlink(missing_ok=True)
    make_public_folder(root)
    with at(root), TemporaryDirectory("", ".fresh-", root) as fresh:
        backend = settings.STORAGES["staticfiles"] | {"OPTIONS": {"location": fresh}}
        command = collectstatic.Command()
        command.storage = storages.create_storage(backend)
        call_command(command, interactive=False, verbosity=0)
        move_over(Path(fresh), root)
        stamp.write_text(state)


def move_over(source, target):
    """Give each file in `source` its place in `target`; the manifest, which names them, last."""
    files = [path.relative_to(source) for path in source.rglob("*") if path.is_file()]
    for name in sorted(files, key=lambda name: name.name == "staticfiles.json"):
        make_public_folder((target / name).parent)
        (source / name).replace(target / name)


def make_public_folder(path):
    """Make a folder, and those above it, that everybody may enter; what is there stays as it is."""
    if not path.is_dir():
        make_public_folder(path.parent)
        with at(path):
            path.mkdir(exist_ok=True)
            path.chmod(PUBLIC_FOLDER)


@contextmanager
def at(place):
    """Names the place in an error that does not: a full disk gives no file name."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename or str(place)) from None


def static_state():
    """A digest of where they go, and of the names, sizes and times of all static files."""
    about = settings.STORAGES["staticfiles"], settings.STATIC_ROOT
    digest = hashlib.sha256(str(about).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
