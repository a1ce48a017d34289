"""manage.py makecert: a certificate for this machine, by a local CA that people can trust."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chatsite.wss.tls import certificates

# system -> how people make it trust the CA
TRUST = {
    "Debian, Ubuntu": "sudo cp {ca} /usr/local/share/ca-certificates/chatsite.crt"
    " && sudo update-ca-certificates",
    "Chrome on Linux": "chrome://certificate-manager → Custom → Import {ca}",
    "Firefox": "Settings → Privacy & Security → View Certificates → Authorities → Import {ca}",
    "macOS": "sudo security add-trusted-cert -d -r trustRoot"
    " -k /Library/Keychains/System.keychain {ca}",
    "Windows": "certutil -addstore -f ROOT ca.pem     (as administrator)",
    "Android": "open /ca.pem of the site, then Settings → Security → Encryption & credentials"
    " → Install a certificate → CA",
    "iPhone": "open /ca.pem of the site, install the profile, then General → About"
    " → Certificate Trust Settings",
    "curl, Python": "curl --cacert {ca} …     SSL_CERT_FILE={ca} python …",
}
HERE = "macOS" if sys.platform == "darwin" else "Debian, Ubuntu"


class Command(BaseCommand):
    help = (
        "Makes key.pem and cert.pem (the whole chain) for localhost, this machine's names and "
        "addresses, and the names given. The local CA is made once and kept."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", help="more names or addresses, e.g. chat.lan")
        parser.add_argument(
            "--dir", type=Path, default=settings.BASE_DIR, help="where the files go (default: here)"
        )
        parser.add_argument(
            "--force", action="store_true", help="replace key.pem and cert.pem; the CA stays"
        )

    def handle(self, *, names, dir, force, **options):
        existing = [str(path) for path in (dir / "key.pem", dir / "cert.pem") if path.exists()]
        if existing and not force:
            raise CommandError(
                f"{' and '.join(existing)} exist already. "
                "To replace them: python3 manage.py makecert --force"
            )
        try:
            hosts = certificates.make_files(dir, names)
        except (OSError, ValueError) as error:
            raise CommandError(f"Cannot make the certificate: {error}") from None
        ways = [f"  {system:16} {way.format(ca=dir / 'ca.pem')}" for system, way in TRUST.items()]
        self.stdout.write(
            f"{dir / 'cert.pem'} is for {', '.join(hosts)}.\n"
            "Browsers and phones warn until they trust the CA that signed it (ca.pem; keep "
            "ca-key.pem to yourself):\n" + "\n".join(ways)
        )


def trust_here(ca):
    """How to make the programs of this machine trust the CA, in one line."""
    return TRUST[HERE].format(ca=ca)
