"""Django's settings, made from `chatsite.env`: one SITE_URL sets hosts, origins and cookies."""

import re
from urllib.parse import urlsplit

from chat.limits import Limits
from chatsite import accounts, database, env, layer, logs, mail
from chatsite.wss.tls.certificates import names

BASE_DIR = env.BASE_DIR
DATA_DIR = env.read("DATA_DIR", env.path, BASE_DIR / "var").absolute()
DEBUG = env.read("DEBUG", env.choice, False)
SECRET_KEY = env.read(
    "SECRET_KEY", env.secret_key, "insecure, for runserver on this machine alone" if DEBUG else ""
)

# ---- Where people find this site -----------------------------------------------------------------
TLS_CERT = env.read("TLS_CERT", env.path, BASE_DIR / "cert.pem").absolute()
TLS_KEY = env.read("TLS_KEY", env.path, BASE_DIR / "key.pem").absolute()

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SITE_URL = env.read(
    "SITE_URL", env.site_url, "http://localhost:8000" if DEBUG else "https://localhost:8282"
)
SITE_HOST = re.sub(r":\d+$", "", urlsplit(SITE_URL).netloc)
SITE_IS_LOCAL = SITE_HOST in LOCAL_HOSTS
SITE_ALIASES = env.read("SITE_ALIASES", env.hosts, [])
# Without a SITE_URL the names in the certificate say who this server is: nobody else can hold them.
ALLOWED_HOSTS = LOCAL_HOSTS + (names(TLS_CERT) if SITE_IS_LOCAL else [SITE_HOST]) + SITE_ALIASES
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# A browser remembers HSTS for a host on all its ports: for localhost it would break other work.
SECURE_HSTS_SECONDS = 0 if SITE_IS_LOCAL or not SECURE else 365 * 24 * 3600
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains and preloading concern sites that are not ours
    "security.W021",
    "security.W008",  # redirecting is for endpoint or proxy; here it would loop behind one
] + (["security.W004"] if SITE_IS_LOCAL else [])
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)

# ---- Whose word about clients counts -------------------------------------------------------------
TRUSTED_PROXIES = env.read("TRUSTED_PROXIES", env.proxies, ["127.0.0.1", "::1", "unix"])

# ---- What is installed ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "chatsite",
    "chatsite.wss",  # before daphne: its runserver serves as `daphne` and `serve` do
    "daphne",
    "chat",
    "chat.apps.PanelConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    *accounts.APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "chatsite.csp.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chat.views.bans.Bans",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "chatsite.urls"
ASGI_APPLICATION = "chatsite.asgi.application"
AUTH_USER_MODEL = "chat.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "login", "chat", "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# ---- Who may have an account, and how people sign in ---------------------------------------------
SIGN_UP = env.read("SIGN_UP", accounts.opening, "closed")
GUESTS = env.read("GUESTS", env.choice, False)
ADMIN_MFA = env.read("ADMIN_MFA", env.choice, False)
MAIL_SERVER = env.read("EMAIL_URL", mail.server, None)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.read("EMAIL_FROM", mail.sender, f"chat@{SITE_HOST}")
globals().update(mail.configuration(MAIL_SERVER))
if MAIL_SERVER is None:
    SILENCED_SYSTEM_CHECKS.append("mail.E001")  # nobody is promised a letter there
OIDC_PROVIDERS = accounts.providers()
OIDC_SIGN_UP = env.read("OIDC_SIGN_UP", env.choice, False)
globals().update(accounts.configuration(MAIL_SERVER is not None, SECURE, OIDC_PROVIDERS))

# ---- What is kept --------------------------------------------------------------------------------
DATABASES = database.configuration(env.read("DATABASE_URL", database.url, None), DATA_DIR)
# How often somebody tried to sign in must be known to all processes, also while Redis is away.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "chat_cache"}
}

# ---- What carries messages between processes -----------------------------------------------------
CHANNEL_LAYER_URLS = env.read("CHANNEL_LAYER_URL", env.layer_urls, [])
CHANNEL_LAYERS = layer.configuration(CHANNEL_LAYER_URLS, DATA_DIR)

# ---- The doors for sockets -----------------------------------------------------------------------
WSS_RATE = env.read("WSS_RATE", env.number, 200)  # messages a second and socket; 0: no limit
WSS_OPEN_BROADCAST = env.read("WSS_OPEN_BROADCAST", env.choice, SITE_IS_LOCAL)
WSS_MAX_MESSAGE_BYTES = 64 * 1024
WSS_DRAIN_SECONDS = env.read("WSS_DRAIN_SECONDS", env.number, 10)

# ---- The chat ------------------------------------------------------------------------------------
CHAT_LIMITS = env.read("CHAT_LIMITS", env.limits, Limits())
# After how many days messages are purged, of rooms that do not purge them earlier; 0: never.
KEEP_DAYS = env.read("KEEP_DAYS", env.days, 0)
CHAT_SIGN_OF_LIFE = 5  # seconds; processes whose signs stay away take their people with them
CHAT_WATCH = 5  # seconds between two looks whether those who are here may still be
MINI_LOGIN = env.read("MINI_LOGIN", env.words, [])  # the platforms of mini-programs
WECHAT_APPID = env.read("WECHAT_APPID", str, "")
WECHAT_SECRET = env.read("WECHAT_SECRET", str, "")
WECHAT_URL = env.read("WECHAT_URL", env.site_url, "https://api.weixin.qq.com")
MEDIA_ROOT = DATA_DIR / "files"
PUSH_KEY = env.read("PUSH_KEY", env.path, DATA_DIR / "push.pem").absolute()
PUSH_ANYWHERE = False  # whether pushes may go to addresses that are not public: the tests' do
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # of a page's form
# A file is the body of its request; nobody may send more, whatever for.
WSS_MAX_BODY_BYTES = max(CHAT_LIMITS.attachment_bytes, DATA_UPLOAD_MAX_MEMORY_SIZE)

# ---- Static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.read("STATIC_ROOT", env.path, DATA_DIR / "static").absolute()
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "chatsite.static.Storage"
    },
}

# ---- Languages and time --------------------------------------------------------------------------
LANGUAGE_CODE = env.read("LANGUAGE_CODE", env.language, "en")
LANGUAGES = [("en", "English"), ("vi", "Tiếng Việt"), ("zh-hans", "简体中文")]
TIME_ZONE = env.read("TIME_ZONE", env.time_zone, "UTC")
USE_TZ = True

# ---- Logs ----------------------------------------------------------------------------------------
LOG_FORMAT = env.read("LOG_FORMAT", logs.form, logs.fitting())
LOGGING = logs.configuration(LOG_FORMAT)
