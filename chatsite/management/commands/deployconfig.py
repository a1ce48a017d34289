"""manage.py deployconfig: the files of `deploy/` for a proxy, with this site's values in them."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chatsite import deployment, env

FOLDER = settings.BASE_DIR / "deploy"
LETS_ENCRYPT = "/etc/letsencrypt/live/{domain}/{name}.pem"
ANOTHER_SITE = (
    "This is for {address}, while SITE_URL is {site_url}: set SITE_URL={address} in .env of the "
    "site behind it, which refuses forms and sockets for other names."
)


class Command(BaseCommand):
    help = "Prints the configuration of a proxy in front of this site, with a reason in each line."
    requires_system_checks = []  # it is wanted before there is anything to check

    def add_arguments(self, parser):
        add = parser.add_argument
        add("kind", choices=deployment.KINDS, help="for which program")
        add("--domain", help="the name that people type (default: that in SITE_URL)")
        add(
            "--upstream",
            action="append",
            metavar="ADDRESS",
            help="where the site listens: 127.0.0.1:8282 (the default) or "
            "unix:/run/chatsite/web.sock, for example; may be given several times",
        )
        add("--cert", metavar="FILE", help="the whole chain (default: TLS_CERT, or certbot's)")
        add("--key", metavar="FILE", help="its key (default: TLS_KEY, or certbot's)")
        add("--static", metavar="FOLDER", help="the static files (default: STATIC_ROOT)")
        add("--webroot", metavar="FOLDER", help="certbot's --webroot-path (/var/www/html)")
        add("--certbot-port", metavar="N", help="certbot's --http-01-port behind HAProxy (8402)")
        add("--interface", metavar="ADDRESS", help="listen on this address only, not on all")
        add("--https-port", metavar="N", help="(default: that of SITE_URL, or 443)")
        add("--http-port", metavar="N", help="what is redirected to https (80)")
        add("--output", metavar="FILE", help="write it there instead of printing it")

    def handle(self, *, kind, output, **options):
        place = read_place(options)
        try:
            text = configuration(deployment.KINDS[kind], place)
        except env.Refused as refusal:
            raise CommandError(f"--upstream: expected {refusal}.") from None
        address = f"https://{place.authority}"
        if address != settings.SITE_URL:
            self.stderr.write(ANOTHER_SITE.format(address=address, site_url=settings.SITE_URL))
        if not output:
            return self.stdout.write(text, ending="")
        try:
            Path(output).write_text(text)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None


def configuration(kind, place):
    """The files of a kind with these values, one after the other."""
    texts = [(FOLDER / name).read_text() for name in kind.files]
    return "\n".join(deployment.fill(kind, text, place) for text in texts)


def read_place(options):
    """What was typed, else what the settings of this site say; CommandError for what is unfit."""

    def read(name, check, default=None):
        return checked(name, check, options[name] or default)

    if not options["domain"] and settings.SITE_IS_LOCAL:
        raise CommandError("Which name do people type? Give --domain, or set SITE_URL in .env.")
    domain = read("domain", deployment.domain, settings.SITE_HOST)
    port = urlsplit(settings.SITE_URL).port if domain == settings.SITE_HOST else None
    cert, key, own = pair(options, domain)
    place = deployment.Place(
        domain=domain,
        upstreams=tuple(
            checked("upstream", deployment.upstream, text)
            for text in options["upstream"] or [deployment.UPSTREAM]
        ),
        cert=checked("cert", path, cert),
        key=checked("key", path, key),
        own_certificate=own,
        static=read("static", path, settings.STATIC_ROOT),
        webroot=read("webroot", path, "/var/www/html"),
        certbot_port=read("certbot_port", deployment.port, "8402"),
        interface=read("interface", deployment.interface) if options["interface"] else "",
        https_port=read("https_port", deployment.port, str(port or 443)),
        http_port=read("http_port", deployment.port, "80"),
    )
    if place.https_port == place.http_port:
        raise CommandError("--https-port and --http-port: expected two ports, not the same.")
    return place


def checked(name, check, text):
    """The text as `check` gives it; CommandError, in a sentence, where it refuses."""
    try:
        return check(text)
    except env.Refused as refusal:
        raise CommandError(f"--{name.replace('_', '-')}: expected {refusal}.") from None


def path(text):
    """A file or folder, also from here or from home, as an absolute path."""
    return deployment.path(str(env.path(str(text)).absolute()))


def pair(options, domain):
    """Certificate and key, and whether somebody has chosen them; certbot's where nobody has."""
    if bool(options["cert"]) != bool(options["key"]):
        raise CommandError("--cert and --key: expected both, or neither.")
    if options["cert"]:
        return options["cert"], options["key"], True
    if settings.TLS_CERT != settings.BASE_DIR / "cert.pem":
        return settings.TLS_CERT, settings.TLS_KEY, True
    return *(
        LETS_ENCRYPT.format(domain=domain, name=name) for name in ("fullchain", "privkey")
    ), False
