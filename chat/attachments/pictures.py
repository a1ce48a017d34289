"""Pictures, decoded and written anew: what was hidden in one (a place, a script) is gone.

Runs in threads; takes files and gives files, and knows nothing of who sends them.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from threading import Lock
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from chat.protocol.frames import Refusal

TYPE, ENDING = "image/webp", ".webp"
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
MOVING = {"GIF", "PNG", "WEBP"}
PIXELS = 40_000_000  # of all frames together
LARGE = 10_000_000  # pixels, each of which takes up to ten bytes while it is drawn …
large = Lock()  # … so that of such pictures one at a time is
MOST_FRAMES = 500
PACE = 100  # milliseconds of a frame that does not say
EDGE = 2560  # pixels of the longer edge
THUMBNAIL = 640
SQUARE = 256  # of somebody's picture
QUALITY = 85
PLAIN = {"RGB", "RGBA", "CMYK", "L"}  # modes that are made smaller as they are

Image.MAX_IMAGE_PIXELS = PIXELS  # also for what is found only while decoding: frames that grow
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
SRGB = ImageCms.createProfile("sRGB")


def identified(source: BinaryIO) -> Image.Image | None:
    """The picture that a file is, not yet decoded; None for another kind of file."""
    source.seek(0)
    try:
        picture = Image.open(source, formats=FORMATS)
    except UnidentifiedImageError:
        return None
    except BOMBS:
        raise too_many_pixels() from None
    except Exception:  # the readers raise whatever damaged data leads to
        raise Refusal("bad_picture") from None
    if picture.width * picture.height > PIXELS:
        raise too_many_pixels()
    return picture


def too_many_pixels() -> Refusal:
    return Refusal("too_many_pixels", limit=PIXELS // 1_000_000)


def write(picture: Image.Image, file: BinaryIO, thumbnail: BinaryIO) -> tuple[int, int]:
    """Write a picture and its thumbnail as WebP; width and height. Raises Refusal.

    An animation of few enough pixels stays one; of all others the first frame remains.
    """
    with decoding(picture):
        return drawn(picture, file, thumbnail)


def write_square(picture: Image.Image, file: BinaryIO) -> None:
    """Write the middle of a picture's first frame as a small square, as WebP. Raises Refusal."""
    with decoding(picture):
        square = ImageOps.fit(still(picture), (SQUARE, SQUARE))
        square.save(file, "WEBP", quality=QUALITY)


@contextmanager
def decoding(picture: Image.Image) -> Iterator[None]:
    """What is done within may raise whatever Pillow does; a Refusal comes of it. Of large pictures
    one is decoded at a time.
    """
    try:
        with large if picture.width * picture.height > LARGE else nullcontext():
            yield
    except BOMBS:
        raise too_many_pixels() from None
    except OSError as error:
        if error.errno:  # the disk's trouble, not the picture's
            raise
        raise Refusal("bad_picture") from None
    except Exception:
        raise Refusal("bad_picture") from None


def drawn(picture: Image.Image, file: BinaryIO, thumbnail: BinaryIO) -> tuple[int, int]:
    """The same, with whatever Pillow raises."""
    pace, loop = pace_of(picture), picture.info.get("loop", 1)
    if pace:
        moving = {"save_all": True, "duration": pace, "loop": loop, "background": (0, 0, 0, 0)}
        picture.save(file, "WEBP", quality=QUALITY, **moving)
    size = picture.size
    picture.seek(0)
    whole = still(picture)
    if not pace:
        whole.save(file, "WEBP", quality=QUALITY)
        size = whole.size
    whole.thumbnail((THUMBNAIL, THUMBNAIL))
    whole.save(thumbnail, "WEBP", quality=QUALITY)
    return size


def pace_of(picture: Image.Image) -> list[int]:
    """The milliseconds of each frame of an animation that may stay one; of all others none.

    Looks no further than it must: a file may hold a million frames, or say so.
    """
    pace: list[int] = []
    if picture.format not in MOVING or max(picture.size) > EDGE:
        return pace
    most = min(MOST_FRAMES, PIXELS // (picture.width * picture.height))
    for frame in ImageSequence.Iterator(picture):
        if len(pace) == most:
            return []
        frame.load()  # a WebP tells only then
        pace.append(frame.info.get("duration", PACE))
    return pace if len(pace) > 1 else []


def still(picture: Image.Image) -> Image.Image:
    """One frame upright, in sRGB, of bounded size, and without anything that is no pixel."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16 bits of grey, of which a page shows 8
        picture = picture.point(lambda level: level * (1 / 256) + 0).convert("L")
    if picture.mode not in PLAIN or "transparency" in picture.info:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((EDGE, EDGE), reducing_gap=1.3)  # a huge JPEG is not even decoded whole
    picture = in_srgb(ImageOps.exif_transpose(picture), profile)
    picture.info = {}
    return picture


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours of the web, by its own profile where that can be read."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(picture, theirs, SRGB, outputMode=mode)
            if changed is not None:
                return changed
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile of nothing, or of other colours than the picture has
    return picture.convert(mode)
