"""What the options of an endpoint mean, before anything is opened."""

import pytest

from chatsite.wss.entrance.endpoints import EndpointError, parse
from chatsite.wss.tls.contexts import Certificates
from tests.tls import Meeting, lock


def test_a_passphrase_is_what_its_file_has_whatever_editor_wrote_it(authority, pair, tmp_path):
    secret, file = "mật khẩu của khóa".encode("utf-16-be").replace(b"\0", b""), tmp_path / "secret"
    lock(pair[1], secret)
    file.write_bytes(secret + b"\r\n")
    endpoint = parse(f"ssl:443:privateKey={pair[1]}:certKey={pair[0]}:passphraseFile={file}")
    assert Meeting(Certificates(**endpoint.tls_options()).context, authority.client()).serial


def test_a_passphrase_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(EndpointError, match=r"none \(passphraseFile\) cannot be read: No such"):
        parse(f"ssl:443:passphraseFile={tmp_path}/none").tls_options()
