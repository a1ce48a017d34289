"""What a file is, by how it begins: what it is called and said to be proves nothing.

Only what browsers play or show without running anything in it has a type; all else is bytes.
"""

BEGINNING = 16  # bytes that tell
BYTES = "application/octet-stream"

# (position, bytes, type)
MARKS = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (8, b"WAVEfmt ", "audio/wav"),
    (4, b"ftypM4A ", "audio/mp4"),
    (4, b"ftypqt  ", "video/quicktime"),
    (4, b"ftypisom", "video/mp4"),
    (4, b"ftypiso2", "video/mp4"),
    (4, b"ftypiso5", "video/mp4"),
    (4, b"ftypmp41", "video/mp4"),
    (4, b"ftypmp42", "video/mp4"),
    (4, b"ftypM4V ", "video/mp4"),
)


def kind(beginning: bytes) -> str:
    """The type of a file that begins so and is no picture."""
    fitting = (name for at, mark, name in MARKS if beginning.startswith(mark, at))
    return next(fitting, BYTES)
