"""Where tests run: in a home of their own, gone when they end. Django reads these before any other conftest is."""

import atexit
import os
import shutil
import tempfile

import django

HOME = tempfile.mkdtemp(prefix="cityloop-test-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.makedirs(os.path.join(HOME, "static"))
os.environ["CITYLOOP_HOME"] = HOME
os.environ["DJANGO_SETTINGS_MODULE"] = "cityloop.settings"
django.setup()


collect_ignore_glob = ["src/cityloop/*/migrations/*", "src/cityloop/wsgi.py"]
