from django.apps import AppConfig


class ConsultingConfig(AppConfig):
    name = "cityloop.consulting"

    def ready(self):
        from cityloop.catalogue.shown import register_offer
        from cityloop.consulting import piloting
        from cityloop.consulting.offering import cities_like_mine

        piloting.register()
        register_offer(cities_like_mine)
