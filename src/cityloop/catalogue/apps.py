from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "cityloop.catalogue"

    def ready(self):
        from cityloop.catalogue.actions.following import look_at_all
        from cityloop.outbox.due import register_due

        register_due("catalogue.saved_searches", look_at_all)
