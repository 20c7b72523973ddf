from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "cityloop.feedback"

    def ready(self):
        from cityloop.feedback import rating_reading

        rating_reading.register()
