"""Static files that were there when the server started, and what becomes of them."""

import pytest

from chatsite.static import Files


@pytest.fixture
def get(tmp_path):
    """Answers a request for a file as a browser sends it: (status, body)."""
    for name in ("a.css", "a.css.gz", "b.css"):
        (tmp_path / name).write_text(name)
    files = Files(tmp_path)

    async def ask(name, method="GET"):
        assert name in files
        said = []

        async def send(message):
            said.append(message)

        headers = [(b"accept-encoding", b"gzip")]
        await files({"static": name, "method": method, "headers": headers}, None, send)
        return said[0]["status"], said[1]["body"]

    return ask


async def test_a_file_that_was_removed_is_not_found(get, tmp_path):
    (tmp_path / "b.css").unlink()
    assert (await get("b.css"))[0] == 404


async def test_a_file_that_comes_back_is_found_again(get, tmp_path):
    (tmp_path / "b.css").unlink()
    await get("b.css")
    (tmp_path / "b.css").write_text("new")
    assert await get("b.css") == (200, b"new")


async def test_whoever_has_only_lost_its_compressed_copy_gets_the_file(get, tmp_path):
    (tmp_path / "a.css.gz").unlink()
    assert await get("a.css") == (200, b"a.css")


async def test_what_was_read_once_needs_no_disk(get, tmp_path):
    assert await get("a.css") == (200, b"a.css.gz")
    for file in tmp_path.iterdir():
        file.unlink()
    assert await get("a.css") == (200, b"a.css.gz")
    assert await get("a.css", "HEAD") == (200, b"")
