from django.apps import AppConfig


class LivingLabsConfig(AppConfig):
    name = "cityloop.livinglabs"

    def ready(self):
        from cityloop.assessment.verbs import register_verbs
        from cityloop.livinglabs import dues, evidence
        from cityloop.livinglabs.verbs import VERBS

        dues.register()
        evidence.register()
        register_verbs(VERBS)
