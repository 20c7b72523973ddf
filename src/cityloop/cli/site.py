"""What every verb that needs the database does first."""

import os


def prepare() -> None:
    """Load Django and bring the configured database to the newest schema; made where there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cityloop.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
