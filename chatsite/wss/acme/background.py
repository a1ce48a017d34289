"""The renewal beside a server that has other things to do."""

import threading

from chatsite.wss.acme.wanted import Wanted


def start(wanted: Wanted) -> None:
    """Keep the certificate renewed from now on, in a thread that ends with the process."""
    threading.Thread(target=renew, args=(wanted,), name="certificate", daemon=True).start()


def renew(wanted: Wanted) -> None:
    from chatsite.wss.acme.renewal import Renewal  # half a second, here where nobody waits for it

    Renewal(wanted).run()
