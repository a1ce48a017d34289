"""Cases of a test that only `-m soak` runs."""

import pytest


def rarely(*cases):
    """These cases, marked: each takes its time, and rarely finds what those beside it do not."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else [case]), marks=pytest.mark.soak)
        for case in cases
    ]
