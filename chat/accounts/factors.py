"""Second factors: what allauth asks the chat about them."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter

from chat.accounts.adapter import WRONG_CODE
from chat.accounts.browsers import called


class Adapter(DefaultMFAAdapter):
    """The chat's answers."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A passkey is called like the browser that made it, until its owner names it."""
        return called(get_adapter().get_http_user_agent(self.request))
