"""The settings of the stock Channels tutorial: startproject's, cut to what its sockets touch."""

import os

SECRET_KEY = "of no worth: this server only ever answers the benchmark on loopback"
# startproject says DEBUG = True; off is how one would measure, and costs the tutorial nothing.
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]

INSTALLED_APPS = [
    "daphne",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "tutorial",
]
DATABASES = {
    "default": {
        "ENGINE": os.environ["DATABASE_ENGINE"],
        "NAME": os.environ["DATABASE_NAME"],
        "HOST": "127.0.0.1",
        "PORT": os.environ["DATABASE_PORT"],
        "USER": "bench",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True

ASGI_APPLICATION = "tutorial.asgi.application"
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            "hosts": [
                {
                    "host": "127.0.0.1",
                    "port": int(os.environ["REDIS_PORT"]),
                    # The one word that the tutorial does not say. redis-py 8 gives up a read after
                    # 5 s, just as long as the layer waits for a message: every 5 s a consumer died
                    # of it (close code 1011), and no measurement of the tutorial could be verified.
                    "socket_timeout": None,
                }
            ],
        },
    },
}
