"""Reports can be read in any window, in scripts whose characters are wide, or marks on others."""

import unicodedata

import pytest

from chatsite.wss.doctor.report.columns import harmless, paragraph, width

ENGLISH = "The server sends its own certificate alone, and phones cannot verify it."
VIETNAMESE = "Máy chủ chỉ gửi chứng chỉ của chính nó, nên điện thoại không thể xác minh được."
CHINESE = "服务器只发送了它自己的证书，手机无法验证（微信小程序也一样）。请使用 fullchain.pem。"
TEXTS = [ENGLISH, VIETNAMESE, unicodedata.normalize("NFD", VIETNAMESE), CHINESE]


def test_wide_characters_and_marks_are_measured_as_terminals_show_them():
    assert width("wss") == 3
    assert width("证书，") == 6
    assert width(unicodedata.normalize("NFD", "chứng chỉ")) == width("chứng chỉ") == 9


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("room", [24, 40, 80])
def test_no_line_is_wider_than_the_window_and_nothing_is_lost(text, room):
    lines = paragraph(text, room, 4, "→ ")
    assert all(width(line) <= room for line in lines)
    assert lines[0].startswith("  → ") and all(line.startswith("    ") for line in lines[1:])
    assert "".join("".join(lines).split()) == "→" + "".join(text.split())


def test_chinese_lines_are_filled_and_begin_with_no_closing_mark():
    lines = paragraph(CHINESE, 30, 0)
    assert all(width(line) >= 24 for line in lines[:-1])
    assert not {line[0] for line in lines} & {*"，）。"}
    assert not {line[-1] for line in lines} & {*"（"}


def test_a_line_to_be_copied_keeps_its_indent_and_stays_whole_where_it_can():
    cure = "In the location of nginx:\n  proxy_set_header Upgrade $http_upgrade;"
    assert paragraph(cure, 60, 2)[1] == "    proxy_set_header Upgrade $http_upgrade;"
    address = "wss://a-very-long-name.chat.example.org/wss"
    assert paragraph(f"See {address} there", 20, 2) == ["  See", f"  {address}", "  there"]


def test_nothing_is_no_line():
    assert paragraph("", 40, 4, "→ ") == []


@pytest.mark.parametrize("trick", ["\x1b[2J", "\r", "\x07", "\u202e", "\x9b31m"])
def test_a_server_cannot_write_over_the_report(trick):
    told = harmless(f"Server: {trick}nginx\nand more")
    assert trick[0] not in told and "nginx\nand more" in told
