"""Files as people send them, and as people who mean harm do."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image, ImageCms

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind="PNG", size=(60, 40), mode="RGB", colour=(200, 30, 30), **options):
    """A picture of one colour."""
    file = BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def noise(kind="PNG", size=(300, 300)):
    """A picture that does not pack well."""
    file = BytesIO()
    Image.effect_noise(size, 90).save(file, kind)
    return file.getvalue()


def photo(size=(60, 40), orientation=6):
    """A JPEG that lies on its side and says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "taken at home"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture("JPEG", size, exif=exif, icc_profile=profile)


def animation(frames=3, size=(20, 10), kind="GIF", **options):
    """Frames of different colours."""
    made = [Image.new("RGB", size, (n * 5 % 256, 90, 200)) for n in range(frames)]
    file = BytesIO()
    made[0].save(file, kind, save_all=True, append_images=made[1:], duration=70, loop=0, **options)
    return file.getvalue()


def chunk(name, data):
    crc = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)


def png(width, height, rows=None):
    """A PNG that says to have this size; its rows are all black and pack well."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer, parts = zlib.compressobj(9), []
    for _ in range(height if rows is None else rows):
        parts.append(packer.compress(bytes(1 + -(-width // 8))))
    data = b"".join(parts) + packer.flush()
    body = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def zip_bomb():
    """An archive a thousand times smaller than what is in it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", bytes(10_000_000))
    return file.getvalue()


def gif_and_script():
    """A GIF by its first bytes, and a script by all of them: `GIF89a/*…*/=1;alert(1)`."""
    gif = animation(1, (0x2A2F, 1))  # the width, written out, is the two bytes "/*"
    return gif + b"*/=1;alert(1)"
