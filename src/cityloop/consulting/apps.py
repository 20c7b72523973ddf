from django.apps import AppConfig


class ConsultingConfig(AppConfig):
    name = "cityloop.consulting"

    def ready(self):
        from cityloop.consulting import piloting

        piloting.register()
