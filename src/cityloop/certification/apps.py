from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "cityloop.certification"

    def ready(self):
        from cityloop.assessment.desk import register_desk
        from cityloop.assessment.intake import register_intake
        from cityloop.assessment.models import Edition
        from cityloop.assessment.procedure import register
        from cityloop.assessment.verbs import register_verbs
        from cityloop.certification import due, knowledge, piloting
        from cityloop.certification.desk import DESK
        from cityloop.certification.intake import INTAKE
        from cityloop.certification.procedure import PROCEDURE
        from cityloop.certification.verbs import VERBS

        register(Edition.Kind.SCHEME, PROCEDURE)
        register_desk(Edition.Kind.SCHEME, DESK)
        register_verbs(VERBS)
        register_intake(Edition.Kind.SCHEME, INTAKE)
        due.register()
        knowledge.register()
        piloting.register()
