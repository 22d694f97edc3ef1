"""What a browser may do with a page: the security headers, with a reason for each permission.

Tried in Chromium with Streamlit 1.67 on every page; ``tests/browser/test_attack.py`` fails on the first
violation. Streamlit draws charts with Vega's interpreter, so nothing needs ``unsafe-eval``; inline scripts
and styles are ours and named by their hashes, so nothing needs ``unsafe-inline`` either. HSTS is not set
here: the app speaks plain HTTP on its own machine, and whoever puts it behind HTTPS sets it there. ``server:
uvicorn``, without a version, is put on outside the app's reach.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from core.ui.browser.html import HALF_PAGE_STYLE, ROOMS
from core.ui.praksis.file_field import CSS as FILE_FIELD_STYLE

# React Aria adds this style element to every page, and no file holds it.
_REACT_ARIA_STYLE = "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SENSORS = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
    "payment", "usb",
)  # fmt: skip


def headers() -> dict[str, str]:
    """The headers of every answer, by name."""
    return {
        "content-security-policy": content_policy(),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": ", ".join(f"{name}=()" for name in _SENSORS),
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
    }


def content_policy() -> str:
    """The Content-Security-Policy: what is not named is forbidden.

    WebAssembly stays forbidden too: one library in Streamlit asks for it, and counts in JavaScript
    when it is told no.
    """
    scripts = [text for path in sorted(ROOMS.glob("*/*.j2")) for text in _SCRIPT.findall(path.read_text("utf-8"))]
    # The empty style is Emotion's, which fills it rule by rule; Streamlit takes the space off the file field's.
    styles = ("", HALF_PAGE_STYLE, FILE_FIELD_STYLE.strip(), _REACT_ARIA_STYLE)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *map(_hash, scripts))),
            " ".join(("style-src 'self'", *map(_hash, styles))),
            "img-src 'self' data:",  # icons in Streamlit's own style sheet
            "font-src 'self' data:",  # the same
            "connect-src 'self'",  # also the WebSocket to the same host
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def _hash(text: str) -> str:
    """The source expression that allows exactly this inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
