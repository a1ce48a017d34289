"""What is kept of every use of a power over others."""

from typing import Any

from chat.models import Audit, Room


def place(room: int, seq: int) -> str:
    """A message as the audit log names it."""
    return f"{room}/{seq}"


def record(
    actor: int | None, action: str, room: Room | None, target: object, **details: Any
) -> None:
    """Write down who did what to whom, in the transaction that does it; no actor: a command."""
    told = str(target)[:200]
    Audit.objects.create(actor_id=actor, action=action, room=room, target=told, details=details)
