"""Where the site keeps what must not be lost: an SQLite file in DATA_DIR, or PostgreSQL."""

from chatsite.env import Refused

SCHEMES = ("postgresql://", "postgres://")
NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def url(text):
    """The parts of a PostgreSQL address by libpq's names, just as psql understands it."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(text) if text.startswith(SCHEMES) else {}
    except (psycopg.Error, ValueError):
        parts = {}
    if not parts.get("dbname"):  # what was given is not repeated: there is a password in it
        raise Refused("postgresql://user:password@host:5432/name")
    return parts


def configuration(parts, data_dir):
    """The DATABASES setting for the parts of an address, or for our own file without any."""
    return {"default": postgresql(parts) if parts else sqlite(data_dir)}


def sqlite(data_dir):
    """Readers never wait for the writer (WAL); a commit survives a power cut (FULL); writers
    queue from the first statement (IMMEDIATE) instead of failing in the middle.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / "db.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def postgresql(parts):
    """A pool for each process: threads come and go under ASGI, and their connections would too.

    A connection that died with its server is noticed before it is used, and replaced. The chat's
    lanes keep up to 13 between them; the others are for the threads of Django's pages.
    """
    options = {name: value for name, value in parts.items() if name not in NAMES}
    pool = {"min_size": 1, "max_size": 20, "timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{ours: parts.get(theirs, "") for theirs, ours in NAMES.items()},
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5} | options | {"pool": pool},
    }
