"""Which addresses a desk talks to: no personal data goes out unprotected, and a slip of the keys is said in words."""

import pytest

from kiosk.errors import CentralRefused
from kiosk.sync.line import check_address


@pytest.mark.parametrize("url", ["https://central.example.se", "https://10.0.0.2:8443", "http://127.0.0.1:8000"])
def test_a_safe_address_is_taken(url: str) -> None:
    check_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://central.example.se",
        "central.example.se",
        "",
        "https://",
        "https://[abc",
        "https://a:b",
        "ftp://127.0.0.1",
    ],
)
def test_any_other_is_refused_in_words(url: str) -> None:
    with pytest.raises(CentralRefused, match="https://"):
        check_address(url)
