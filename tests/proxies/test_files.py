"""The printed files as the daemons read them."""

# Certificates have no OCSP any more; port 80 is ours; a library was updated after the daemon.
HARMLESS = ("OCSP", "no automatic HTTPS", "redirects are disabled", "AH01882")


def test_the_daemon_s_own_test_finds_nothing(proxy):
    done, said = proxy.check()
    assert done, said
    complaints = [line for line in said.splitlines() if "warn" in line.lower()]
    assert not [line for line in complaints if not any(word in line for word in HARMLESS)]


def test_the_first_lines_say_where_it_goes_and_how_to_test_and_reload_it(proxy):
    head = proxy.file.read_text().splitlines()[:12]
    for what in ("where it goes:  /etc/", "test it:", "take it up:"):
        assert any(line.startswith(f"#   {what}") for line in head), what


def test_who_runs_only_sockets_is_told_which_lines_are_theirs(proxy):
    assert "# Only sockets, at /wss inside a" in proxy.file.read_text()
