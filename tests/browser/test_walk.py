"""What a stranger does on /test/, step by step, and what the page then says."""

import re

import pytest

from tests.ports import free_port


def test_one_press_does_the_walk_of_the_document(open_bench):
    bench = open_bench()
    bench.connect()
    assert re.fullmatch(r"“tom” came back in [\d.]+\sms", bench.see(".readout-title", "came back"))
    assert bench.see(".row-sent", "tom")
    assert bench.see(".row-received", "3\u00a0B")
    assert "Open since" in bench.see(".readout-state")
    assert bench.complaints == []


def test_the_walk_by_the_bare_address_with_a_port(open_bench, site):
    bench = open_bench()
    bench.locator("label.door").nth(1).click()
    bench.see_address(site.wss)
    bench.connect()
    assert bench.see(".readout-title", "“tom” came back")


def test_text_binary_and_empty_messages_come_back_and_are_timed(open_bench):
    bench = open_bench()
    bench.connect()
    bench.see(".row-received", "tom")
    bench.say("xin chào 你好")
    assert "ms" in bench.see(".row-received", "xin chào 你好")
    bench.say("")
    assert "(empty message)" in bench.see(".row-received", "empty")
    bench.get_by_label("Binary").check()
    bench.say("tom")
    assert "74 6f 6d" in bench.see(".row-received", "Binary")


def test_two_pages_in_a_room_hear_each_other(open_bench, site):
    pages = [open_bench(), open_bench()]
    for bench in pages:
        bench.locator("label.door").nth(2).click()
        bench.fill("#room", "phòng khách")
        bench.see_address(f"{site.wss}/wss/broadcast/ph%C3%B2ng%20kh%C3%A1ch")
        bench.connect()
        bench.see(".readout-title", "came back")
    pages[0].say("hello from the first")
    pages[1].say("hello from the second")
    for bench in pages:
        bench.see(".row-received", "hello from the first")
        bench.see(".row-received", "hello from the second")


def test_a_door_that_is_none_is_explained_in_words(open_bench, site):
    bench = open_bench()
    bench.connect(f"{site.wss}/wss/nowhere")
    assert bench.see(".readout-title", "No such door")
    assert "4504" in bench.see(".readout-state")
    assert "/wss/nowhere" in bench.see(".said-words")
    assert "Check the path" in bench.inner_text(".readout")
    assert bench.see(".row-received .row-said", "/wss/nowhere")


def test_a_server_that_is_not_there_is_explained_with_its_cures(open_bench):
    bench = open_bench()
    host = f"localhost:{free_port()}"
    bench.connect(f"wss://{host}/wss")
    assert "1006" in bench.see(".readout-state", "1006")
    causes = bench.inner_text(".causes")
    for cause in ("certificate", "not running", "port", "firewall"):
        assert cause in causes
    assert bench.get_attribute(".causes a", "href") == f"https://{host}/"


@pytest.mark.parametrize(
    "address, title",
    [("tom", "Not a socket address"), ("https://localhost/", "Not a socket address")],
)
def test_an_address_that_is_none_is_told_at_once(open_bench, address, title):
    bench = open_bench()
    bench.connect(address)
    assert bench.see(".readout-title", title)


def test_disconnect_closes_and_connect_opens_again(open_bench):
    bench = open_bench()
    bench.connect()
    bench.see(".row-received", "tom")
    bench.connect()
    assert "1000" in bench.see(".readout-state", "1000")
    assert bench.see(".readout-title", "You closed it")
    bench.connect()
    assert bench.see(".readout-title", "“tom” came back")


def test_the_walk_needs_no_mouse(open_bench):
    bench = open_bench()
    bench.focus("#address")
    press = bench.keyboard.press
    press("Enter")
    bench.see(".row-received", "tom")
    press("Tab")
    assert bench.evaluate("document.activeElement.textContent").strip() == "Disconnect"
    press("Tab")
    assert bench.evaluate("document.activeElement.id") == "message"
    bench.keyboard.type("hello")
    press("Enter")
    bench.see(".row-received", "hello")
    press("Shift+Tab")
    press("Enter")
    bench.see(".readout-title", "You closed it")
    assert bench.evaluate("document.activeElement.textContent").strip() == "Connect"
    bench.focus("#tab-console")
    press("ArrowRight")
    assert "wx.connectSocket" in bench.see(".code")
    assert bench.evaluate("document.activeElement.id") == "tab-wechat"


def test_the_checks_find_nothing_wrong_with_this_server(open_bench):
    bench = open_bench()
    assert bench.run_checks() == ["ok"] * 10, bench.inner_text(".checks")


def test_the_checks_blame_only_what_is_at_fault(open_bench):
    bench = open_bench()
    bench.fill("#address", f"wss://localhost:{free_port()}/wss")
    assert bench.run_checks() == ["ok"] * 3 + ["fault"] + ["skipped"] * 6
    assert bench.see(".check-fault .check-cure")


def test_log_and_code_can_be_copied_and_the_log_cleared(open_bench):
    bench = open_bench()
    bench.context.grant_permissions(["clipboard-read", "clipboard-write"])
    bench.connect()
    bench.see(".row-received", "tom")
    bench.get_by_role("button", name="Copy log").click()
    log = bench.evaluate("navigator.clipboard.readText()")
    assert re.search(r"→ Text · 3 B \| tom\n.*← Text · 3 B · [\d.]+ ms \| tom", log)
    bench.get_by_role("button", name="Copy", exact=True).click()
    assert "ws.send('tom');" in bench.evaluate("navigator.clipboard.readText()")
    bench.get_by_role("button", name="Clear").click()
    assert bench.see(".log-empty")


def test_the_snippet_on_the_page_is_the_documents_and_runs_as_it_stands(open_bench, site):
    bench = open_bench(language="vi")
    alerts = []
    bench.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.accept()))
    code = bench.inner_text(".code")
    assert f'ws = new WebSocket("{site.wss}");' in code
    answered = "ws.addEventListener('message', done);"
    bench.evaluate(f"() => new Promise((done) => {{ {code} {answered} }})")
    assert alerts == [
        "Kết nối thành công",
        "Gửi một chuỗi tới máy chủ: tom",
        "Nhận được tin nhắn từ máy chủ: tom",
    ]
