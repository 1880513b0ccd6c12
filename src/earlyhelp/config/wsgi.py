"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "earlyhelp.config.settings")
application = get_wsgi_application()

# Everything that is loaded stays for good. Looking through it for garbage again and again held up one page in twelve
# for an eighth of a second; the first page would otherwise also wait for all addresses to be read.
_ = get_resolver().url_patterns  # reading them loads them
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
