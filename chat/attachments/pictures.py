"""Pictures, decoded and written anew: what was hidden in one (a place, a script) is gone.

Runs in threads; takes files and gives files, and knows nothing of who sends them.
"""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from chat.protocol.frames import Refusal

TYPE, ENDING = "image/webp", ".webp"
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
MOVING = {"GIF", "PNG", "WEBP"}
PIXELS = 40_000_000  # of all frames together; one pixel is up to four bytes of memory
MOST_FRAMES = 500
PACE = 100  # milliseconds of a frame that does not say
EDGE = 2560  # pixels of the longer edge
THUMBNAIL = 640
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
    try:
        size = move(picture, file) if moves(picture) else None
        whole = still(picture)
        if size is None:
            whole.save(file, "WEBP", quality=QUALITY)
            size = whole.size
        whole.thumbnail((THUMBNAIL, THUMBNAIL))
        whole.save(thumbnail, "WEBP", quality=QUALITY)
    except BOMBS:
        raise too_many_pixels() from None
    except OSError as error:
        if error.errno:  # the disk's trouble, not the picture's
            raise
        raise Refusal("bad_picture") from None
    except Exception:
        raise Refusal("bad_picture") from None
    return size


def moves(picture: Image.Image) -> bool:
    """Whether it is an animation that may stay one; counts no further than it must."""
    if picture.format not in MOVING or max(picture.size) > EDGE:
        return False
    frames = getattr(picture, "n_frames", 1)
    return 1 < frames <= MOST_FRAMES and frames * picture.width * picture.height <= PIXELS


def move(picture: Image.Image, file: BinaryIO) -> tuple[int, int]:
    """Write an animation, at its own pace; width and height."""
    pace = []
    for frame in ImageSequence.Iterator(picture):
        frame.load()  # a WebP tells only then
        pace.append(frame.info.get("duration", PACE))
    picture.save(
        file,
        "WEBP",
        save_all=True,
        quality=QUALITY,
        duration=pace,
        loop=picture.info.get("loop", 1),
        background=(0, 0, 0, 0),
    )
    picture.seek(0)
    return picture.size


def still(picture: Image.Image) -> Image.Image:
    """One frame upright, in sRGB, of bounded size, and without anything that is no pixel."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16 bits of grey, of which a page shows 8
        picture = picture.point(lambda level: level * (1 / 256) + 0).convert("L")
    if picture.mode not in PLAIN or "transparency" in picture.info:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((EDGE, EDGE), reducing_gap=2.0)  # a huge JPEG is not even decoded whole
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
