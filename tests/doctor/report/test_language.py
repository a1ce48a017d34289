"""The report speaks as its reader does: as asked, else as the terminal, else as the site."""

import pytest

from chatsite.wss.doctor.report.language import language, of_terminal


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (("vi", "zh_CN.UTF-8", "en"), "vi"),
        ((None, "vi_VN.UTF-8", "en"), "vi"),
        ((None, "vi_VN", "zh-hans"), "vi"),
        ((None, "zh_CN.GB18030", "en"), "zh-hans"),
        ((None, "zh_SG@pinyin", "en"), "zh-hans"),
        ((None, "zh_TW.UTF-8", "en-us"), "en"),
        ((None, "C.UTF-8", "vi"), "vi"),
        ((None, "POSIX", "zh-hans"), "zh-hans"),
        ((None, "fr_FR.UTF-8", "vi"), "vi"),
        ((None, "C", "fr"), "en"),
    ],
)
def test_the_first_wish_that_can_be_fulfilled(wishes, expected):
    assert language(*wishes) == expected


@pytest.mark.parametrize("name", ["C.UTF-8", "xx_NOWHERE.UTF-8"])
def test_a_terminal_whose_language_this_machine_lacks_has_none_of_ours(monkeypatch, name):
    monkeypatch.setenv("LC_ALL", name)
    assert language(None, of_terminal(), "vi") == "vi"
