from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "cityloop.calls"

    def ready(self):
        from cityloop.assessment.desk import register_desk
        from cityloop.assessment.models import Edition
        from cityloop.assessment.procedure import register
        from cityloop.assessment.queries import count_in
        from cityloop.assessment.queries.case import open_drafts
        from cityloop.assessment.verbs import register_verbs
        from cityloop.calls import dues, interests, piloting
        from cityloop.calls.desk import DESK
        from cityloop.calls.procedure import PROCEDURE
        from cityloop.calls.queries.consortium import partners_of, with_partners
        from cityloop.calls.queries.preconsulting import drafts_shown
        from cityloop.calls.verbs import VERBS

        register(Edition.Kind.CALL, PROCEDURE)
        register_desk(Edition.Kind.CALL, DESK)
        dues.register()
        interests.register()
        piloting.register()
        register_verbs(VERBS)
        count_in(partners_of, with_partners)
        open_drafts(drafts_shown)
