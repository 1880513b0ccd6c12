"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "earlyhelp.config.settings")
application = get_wsgi_application()

from earlyhelp.config.warming import warm  # noqa: E402 - after the application: it needs the settings

warm()
# Everything that is loaded stays for good. Looking through it for garbage again and again held up one page in twelve
# for an eighth of a second.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
