"""A home in which the small scheme of `certification.stage` stands where a journey begins; run as a program.

    python -m journeys.staged HOME

Everything happened forty days ago, so that deadlines and windows lie where the law puts them on whatever day it runs.
Each of the cast signs in with one click under the part that they play.
"""

import os
import sys
from datetime import timedelta

AGO = timedelta(days=40)
FORM = [{"id": "site", "asks": {"ko": "대상지", "en": "Site"}, "type": "text", "required": True}]
VALIDITY = {"lasts": "P3M", "renewal_opens": "P2M"}
ADDRESSES = {"applicant", "operator", "certifier", "chair", "member", "third", "fourth"}


def build(home: str) -> None:
    """Play the cast into a new home: a case with a panel and one before the committee, a committee without chair, a
    certificate, a first notice."""
    os.environ |= {"CITYLOOP_HOME": home, "DJANGO_SETTINGS_MODULE": "cityloop.settings"}
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    import cast

    cast.AT = timezone.now() - AGO
    from certification.aftermath import Aftermath
    from certification.stage import PANEL, Stage

    from cityloop.certification.actions import form_committee
    from cityloop.organisations.models import Person

    stage = Stage(panel=PANEL, validity=VALIDITY, form=FORM)
    _fill_the_form(stage)
    stage.form_committee()
    stage.case("evaluation")
    stage.meeting([stage.case("deliberation")], attending=())
    aftermath = Aftermath(stage)
    aftermath.withdrawal("notice_1")
    aftermath.certificate()
    given = {"qualification": "researcher", "career": "Ten years of trams."}
    members = [{"person": one, "of_field": n < 3, **given} for n, one in enumerate(stage.seats)]
    form_committee(**stage.step(stage.operator), scheme=stage.edition.scheme, profile="tram", members=members)
    stage.service()
    for one in Person.objects.all():
        key = one.email.partition("@")[0]
        if key in ADDRESSES:
            one.persona, one.simulated = key, True
            one.save()


def _fill_the_form(stage) -> None:
    """Every case that the stage fills answers the one question of the form, too."""
    from cityloop.assessment.actions import save_answers

    fill = stage.fill_on

    def filled(case, days):
        fill(case, days)
        save_answers(**stage.step(stage.applicant, days), case=case, answers={"site": "Haean"})

    stage.fill_on = filled


if __name__ == "__main__":
    build(sys.argv[1])
