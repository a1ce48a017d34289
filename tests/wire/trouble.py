"""Our site with an application in front that fails in each way whose trace ends up in a log."""

import asyncio
import gc
import threading
import warnings

from chatsite.asgi import application as site


def fail():
    raise RuntimeError("as asked\nin two lines")


class Unraisable:
    def __del__(self):
        fail()


def several():
    """Everything that Python itself would print in several lines."""
    warnings.warn("an old\nway", DeprecationWarning, stacklevel=1)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    Unraisable()
    gc.collect()
    print("printed\nby somebody")
    asyncio.get_running_loop().call_soon(fail)
    asyncio.get_running_loop().create_task(asyncio.sleep(60)).cancel()


async def application(scope, receive, send):
    if scope["path"] == "/fail":
        fail()
    if scope["path"] == "/several":
        several()
    await site(scope, receive, send)
