from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "cityloop.certification"

    def ready(self):
        from cityloop.assessment.models import Edition
        from cityloop.assessment.procedure import register
        from cityloop.certification.dues import due
        from cityloop.certification.workflow import PROCEDURE
        from cityloop.outbox.due import register_due

        register(Edition.Kind.SCHEME, PROCEDURE)
        register_due("certification.certificates", due)
