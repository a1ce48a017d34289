"""The terminal from which a server was started, if it was."""

import os
import signal


def has_terminal() -> bool:
    """Whether a terminal controls this process; no, where `nohup` says not to mind its end."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
