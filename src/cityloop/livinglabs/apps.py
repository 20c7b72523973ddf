from django.apps import AppConfig


class LivingLabsConfig(AppConfig):
    name = "cityloop.livinglabs"
