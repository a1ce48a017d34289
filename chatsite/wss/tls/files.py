"""Files that others read while they are written."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes, secret: bool = False) -> None:
    """Write a file, all or nothing; a secret one is for its owner."""
    temporary = path.with_name(f"{path.name}.new")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644
    )
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    temporary.replace(path)
