from django.apps import AppConfig


class ConsultingConfig(AppConfig):
    name = "cityloop.consulting"
