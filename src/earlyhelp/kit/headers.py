"""What every answer tells the browser to keep to, beyond what Django and the content security policy say already."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

# Nothing of a visitor's machine is asked for by any page, so no page and nothing in a page may ask for it.
PERMISSIONS: Final = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)
# Open data, for anybody's pages.
OPEN: Final = "/open-referral/"


class HeadersMiddleware:
    """Stands first, so that static files and error pages have these headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        reach = "cross-origin" if request.path.startswith(OPEN) else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", reach)
        # An answer to somebody who has signed in, or who holds a cookie of ours, is nobody else's: a refusal too.
        if "Cache-Control" not in response.headers and request.COOKIES:
            patch_cache_control(response, no_store=True, private=True)
        return response
