"""Every address of the service, room by room."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

_ROOMS = {
    "messages/": ("inform",),
    "notifications/": ("identify",),
    "people/": ("understand",),
    "services/": ("signpost",),
    "imports/": ("exchange",),
    "figures/": ("evaluate",),
    "workforce/": ("develop",),
    # Last: a person's reference is one part of an address, and the fixed words of other rooms go first.
    "": ("govern", "solve", "desk", "partnership"),
}
urlpatterns: list[URLPattern | URLResolver] = [
    # For anyone, at an address that can be said aloud.
    path("", include("earlyhelp.signpost.public_urls")),
    # For one of a family, with a code.
    path("", include("earlyhelp.solve.public_urls")),
    # For anyone's machine: the directory as open data.
    path("open-referral/", include("earlyhelp.signpost.api")),
    *(
        path(prefix, include(f"earlyhelp.{room}.urls"))
        for prefix, rooms in _ROOMS.items()
        for room in rooms
        if find_spec(f"earlyhelp.{room}.urls")
    ),
]

handler500 = "earlyhelp.config.breakage.something_broke"
