"""WeChat: what `wx.login` gave is exchanged by `code2Session`, which answers with an openid.

https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
Its answer also has a session_key, which opens what the user keeps at WeChat: we do not keep it.
"""

import logging
from http.client import HTTPException
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, build_opener

import msgspec
from django.conf import settings

from chat.protocol.frames import Refusal

logger = logging.getLogger(__name__)

PATH = "/sns/jscode2session"
PATIENCE = 5  # seconds for WeChat to answer
MOST = 10_000  # bytes of an answer
SOON, MINUTE = 2.0, 60.0

# By WeChat's errcode: unknown or too old, and used; busy; too often; a user it has locked out.
REFUSALS = {
    40029: ("code_void", None),
    40163: ("code_void", None),
    -1: ("try_again", SOON),
    45011: ("too_fast", MINUTE),
    40226: ("locked_out", None),
}


class Answer(msgspec.Struct):
    """What WeChat says, of which the rest is not read."""

    openid: str = ""
    errcode: int = 0
    errmsg: str = ""


class Here(HTTPRedirectHandler):
    """Follows no redirect: the address has our secret in it."""

    def redirect_request(self, *about: object) -> None:
        """None: the redirect counts as an error."""


opener = build_opener(Here)


class WeChat:
    """The provider of WeChat's mini-programs, by `WECHAT_APPID` and `WECHAT_SECRET`."""

    name = "wechat"

    def openid(self, code: str) -> str:
        """The openid of whoever was given this code, which is good once, for five minutes."""
        answer = ask(code)
        if answer.errcode in REFUSALS:
            raise Refusal(*REFUSALS[answer.errcode])
        if answer.errcode or not answer.openid:
            # 40013 and 40125 among them: our own appid or secret is wrong.
            logger.error("WeChat lets nobody in: %s %s", answer.errcode, answer.errmsg)
            raise Refusal("failed")
        return answer.openid


def ask(code: str) -> Answer:
    """WeChat's answer; raises Refusal where there is none. No log has the address: it is secret."""
    told = {"appid": settings.WECHAT_APPID, "secret": settings.WECHAT_SECRET, "js_code": code}
    query = urlencode(told | {"grant_type": "authorization_code"})
    try:
        with opener.open(f"{settings.WECHAT_URL}{PATH}?{query}", timeout=PATIENCE) as response:
            return msgspec.json.decode(response.read(MOST), type=Answer)
    except (OSError, HTTPException, msgspec.DecodeError) as error:
        logger.warning("WeChat cannot be asked: %s", type(error).__name__)
        raise Refusal("try_again", SOON) from None
