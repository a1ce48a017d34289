"""Every trick with a file ends as a harmless file or as a refusal, and leaves nothing behind."""

import resource
from io import BytesIO

import pytest
from PIL import Image

from chat.attachments import pictures, storage
from chat.attachments.receiving import receive
from chat.protocol.frames import Refusal
from tests import files

LIMIT = 1_000_000
BYTES = "application/octet-stream"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def on_disk(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def received(data, name="file", limit=LIMIT):
    return receive(BytesIO(data), name, limit)


def content(file):
    return storage.path(file).read_bytes()


DOWNLOADS = {
    "HTML called a picture": (files.SCRIPT, "x.png"),
    "SVG with a script": (files.SVG, "x.svg"),
    "a zip bomb": (files.zip_bomb(), "x.zip"),
    "a picture of a kind that few browsers show": (files.picture("TIFF"), "x.png"),
    "a script that begins like a GIF": (b"GIF89a/*" + b" " * 99 + b"*/=1;alert(1)", "x.gif"),
    "PHP after a JPEG's mark": (b"\xff\xd8\xff\xe0<?php system('id') ?>", "x.jpg"),
    "one byte": (b"x", "x.exe"),
}


@pytest.mark.parametrize("data, name", DOWNLOADS.values(), ids=DOWNLOADS)
def test_what_is_no_picture_is_kept_as_it_is_and_only_for_saving(data, name):
    try:
        file = received(data, name)
    except Refusal as refusal:
        assert refusal.code == "bad_picture"
    else:
        assert file.type == BYTES and content(file.file) == data and not file.thumbnail
        assert file.name == name and file.size == len(data)


PICTURES = {
    "JPEG": files.picture("JPEG"),
    "PNG": files.picture(),
    "PNG with a palette": files.picture(mode="P", colour=3),
    "PNG of 16 bits of grey": files.picture(mode="I;16", colour=40000),
    "PNG you can see through": files.picture(mode="RGBA", colour=(1, 2, 3, 4)),
    "GIF": files.picture("GIF"),
    "WebP": files.picture("WEBP"),
    "AVIF": files.picture("AVIF"),
    "CMYK": files.picture("JPEG", mode="CMYK", colour=(1, 2, 3, 4)),
    "black and white": files.picture(mode="1", colour=1),
    "a profile of nothing": files.picture(icc_profile=b"nothing"),
    "a profile of other colours": files.picture("JPEG", mode="L", colour=9, icc_profile=b"x" * 200),
}


@pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES)
def test_a_picture_is_drawn_anew(data):
    file = received(data + files.SCRIPT, "holiday.PNG")
    assert (file.type, file.name) == ("image/webp", "holiday.webp")
    for name in (file.file, file.thumbnail):
        assert b"script" not in content(name)
        with Image.open(storage.path(name)) as drawn:
            assert drawn.format == "WEBP" and drawn.size == (file.width, file.height) == (60, 40)
            drawn.load()


def test_grey_of_16_bits_stays_grey():
    file = received(files.picture(mode="I;16", colour=40000))
    with Image.open(storage.path(file.file)) as drawn:
        assert abs(drawn.convert("L").getpixel((9, 9)) - 156) < 4


def test_a_photo_stands_upright_and_tells_no_place():
    file = received(files.photo((80, 40)))
    assert (file.width, file.height) == (40, 80)
    for name in (file.file, file.thumbnail):
        assert b"EXIF" not in content(name) and b"ICCP" not in content(name)
        assert b"home" not in content(name)


def test_a_gif_that_is_a_script_as_well_is_one_no_more():
    data = files.gif_and_script()
    assert data.startswith(b"GIF89a/*") and data.endswith(b"*/=1;alert(1)"), "the premise"
    file = received(data, "x.gif")
    assert file.type == "image/webp" and b"alert" not in content(file.file)


def test_a_large_picture_is_made_smaller():
    file = received(files.picture("JPEG", (6000, 3000)))
    assert (file.width, file.height) == (pictures.EDGE, pictures.EDGE // 2)
    with Image.open(storage.path(file.thumbnail)) as small:
        assert small.size == (640, 320)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_stays_one_at_its_own_pace(kind):
    file = received(files.animation(3, kind=kind))
    with Image.open(storage.path(file.file)) as drawn:
        assert drawn.n_frames == 3 and drawn.info["loop"] == 0
        drawn.seek(1)
        drawn.load()
        assert drawn.info["duration"] == 70
    with Image.open(storage.path(file.thumbnail)) as small:
        assert getattr(small, "n_frames", 1) == 1


@pytest.mark.parametrize(
    "data",
    [
        files.animation(pictures.MOST_FRAMES + 1),
        files.animation(30, (1200, 1200)),
        files.animation(3, (pictures.EDGE + 1, 2)),
    ],
    ids=["of too many frames", "of too many pixels", "that is too wide"],
)
def test_of_an_animation_out_of_bounds_the_first_frame_remains(data):
    file = received(data)
    with Image.open(storage.path(file.file)) as drawn:
        assert getattr(drawn, "n_frames", 1) == 1


REFUSED = {
    "nothing": (b"", "empty_file"),
    "a bomb: 20,000 by 20,000 in 60 KB": (files.png(20_000, 20_000), "too_many_pixels"),
    "pixels that are only promised": (files.png(100_000, 100_000, rows=1), "too_many_pixels"),
    "just over the limit": (files.png(8_001, 5_000, rows=1), "too_many_pixels"),
    "half a JPEG": (files.picture("JPEG", (800, 800))[:-4000], "bad_picture"),
    "half a PNG": (files.noise()[:-4000], "bad_picture"),
    "half a GIF": (files.animation(3, (99, 99))[:-400], "bad_picture"),
    "half a WebP": (files.picture("WEBP", (400, 400))[:-30], "bad_picture"),
    "too many bytes": (bytes(LIMIT + 1), "too_big"),
}


@pytest.mark.parametrize("data, code", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(folder, data, code):
    with pytest.raises(Refusal) as refusal:
        received(data, "x.png")
    assert refusal.value.code == code
    assert on_disk(folder) == []


def test_the_largest_picture_is_taken():
    file = received(files.png(8_000, 5_000))
    assert (file.width, file.height) == (2560, 1600)


@pytest.mark.parametrize(
    "data", [bytes(900_000), files.picture("JPEG", (2000, 2000))], ids=["bytes", "a picture"]
)
def test_a_full_disk_is_told_and_leaves_no_half_file(folder, data):
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))  # bytes of a file
    try:
        with pytest.raises(Refusal) as refusal:
            received(data)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert refusal.value.code == "no_room"
    assert on_disk(folder) == []


@pytest.mark.parametrize(
    "beginning, kind",
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"OggS\0\2", "audio/ogg"),
        (b"ID3\4\0", "audio/mpeg"),
        (b"\0\0\0\x20ftypisom\0\0", "video/mp4"),
        (b"\x1a\x45\xdf\xa3\x01", "video/webm"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"MZ\x90\0", BYTES),
        (b"\xef\xbb\xbf<html>", BYTES),
    ],
)
def test_the_type_is_told_by_the_first_bytes(beginning, kind):
    assert received(beginning + bytes(100), "x.html").type == kind


def test_files_lie_under_names_of_ours(folder):
    file = received(b"x", "../../../etc/passwd")
    assert file.name == "passwd"
    assert on_disk(folder) == [folder / file.file]
    assert file.file == f"{str(file.id)[:2]}/{str(file.id)[2:4]}/{file.id}"
