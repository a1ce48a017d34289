"""Asks an authority for a certificate and, as long as the server runs, for the next one in time."""

import datetime
import logging
import time
from collections import Counter

from acme import errors

from chatsite.wss.acme import schedule
from chatsite.wss.acme.account import Network, reach, register
from chatsite.wss.acme.order import obtain
from chatsite.wss.acme.problems import problem
from chatsite.wss.acme.wanted import Wanted

logger = logging.getLogger(__name__)

LOOK = datetime.timedelta(hours=6)  # as often as RFC 9773 has it where nothing else is said
DAY = datetime.timedelta(days=1)
MINUTE = "%Y-%m-%d %H:%M UTC"
NAP = 60.0  # seconds; clocks are set, and machines sleep


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Renewal:
    """One certificate, its failures in a row, and what was told of them last."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.network: Network | None = None
        self.failures: Counter[bool] = Counter()
        self.told, self.told_again = "", now()

    def run(self) -> None:
        while True:
            moment = self.step()
            while (left := (moment - now()).total_seconds()) > 0:
                time.sleep(min(left, NAP))

    def step(self) -> datetime.datetime:
        """Ask if it is time to; when to look again."""
        try:
            moment = self.moment()
            if moment <= now():
                moment = self.ask()
            self.tell_state()
            return moment
        except Exception as error:  # nobody else renews: this thread must not end
            return self.fail(error)

    def moment(self) -> datetime.datetime:
        """When to ask, or when to look again if that is sooner."""
        due = self.wanted.due()
        if due <= now():
            return due
        return min(due, self.suggested() or due, now() + LOOK)

    def suggested(self) -> datetime.datetime | None:
        """When the authority would have it renewed (RFC 9773), as before it revokes it."""
        try:
            client = reach(self.wanted, Network(self.wanted))
            return client.renewal_time(self.wanted.path.read_bytes())[0]
        except Exception as error:  # an offer, without which our own moment holds
            logger.debug("%s suggests no moment: %s", self.wanted.authority, error)
            return None

    def ask(self) -> datetime.datetime:
        """Get the certificate; when it may be renewed at the earliest."""
        self.network = None
        self.network = Network(self.wanted)
        client = reach(self.wanted, self.network)
        register(client, self.wanted)
        pem = obtain(client, self.wanted.names, self.wanted.webroot)
        self.wanted.keep(pem, self.wanted.directory)
        leaf = self.wanted.leaf()
        if not leaf:
            raise errors.ClientError("a certificate for other names")
        self.failures.clear()
        return now() + schedule.rest(leaf)

    def tell_state(self) -> None:
        """Say until when the certificate is good, and when the next one is asked for."""
        text = f"{self.wanted} It is renewed from {self.wanted.due():{MINUTE}} on."
        if text != self.told:
            logger.info(text)
        self.told = text

    def fail(self, error: Exception) -> datetime.datetime:
        """Tell what is wrong, once and then daily; when it is tried again."""
        found = problem(error, self.wanted)
        counted = found.counted if found else True
        self.failures[counted] += 1
        asked = self.network.patience if self.network else 0
        pause = schedule.pause(self.failures[counted], counted, asked)
        again = now() + datetime.timedelta(seconds=pause)
        text = found.text if found else f"Asking {self.wanted.authority} failed."
        if text != self.told or now() > self.told_again:
            trace = None if found else error
            logger.error("%s Tried again from %s on.", text, f"{again:{MINUTE}}", exc_info=trace)
            self.told_again = now() + DAY
        self.told = text
        return again
