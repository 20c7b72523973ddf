from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "cityloop.certification"

    def ready(self):
        from cityloop.assessment.intake import register_intake
        from cityloop.assessment.models import Edition
        from cityloop.assessment.procedure import register
        from cityloop.certification import due
        from cityloop.certification.intake import INTAKE
        from cityloop.certification.workflow import PROCEDURE

        register(Edition.Kind.SCHEME, PROCEDURE)
        register_intake(Edition.Kind.SCHEME, INTAKE)
        due.register()
