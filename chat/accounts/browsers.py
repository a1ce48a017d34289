"""Browsers by a name that people know them by."""

# What a user agent has in it, and what it then is; the first that fits, since many claim others.
BROWSERS = {
    "MicroMessenger": "WeChat",
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def called(agent: str) -> str:
    """What its owner calls a browser, as `Firefox · Windows`; the beginning of an unknown one."""
    found = [first(names, agent) for names in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, found)) or agent[:60] or "–"


def first(names: dict[str, str], agent: str) -> str:
    return next((name for sign, name in names.items() if sign in agent), "")
