from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "cityloop.certification"
