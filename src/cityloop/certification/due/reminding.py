"""Remind people of a case, a certificate or a notice: once for each day that was missed or comes."""

from cityloop.assessment import letters
from cityloop.audit.actions import action, done
from cityloop.outbox.models import Letter


@action("certification.remind")
def remind(*, actor, at, about, kind, people, key, **facts):
    """Write a reminder to each of some people; the clock does it (`actor=None`)."""
    letters.write_about(about, kind, people, at, key=key, **facts)
    return done(about, letter=kind, key=key, people=[person.code for person in people])


def untold(things, kind: str, key_of):
    """Those of which nobody was told yet under their key; two queries, however many there are."""
    things = list(things)
    if not things:
        return
    written = Letter.objects.filter(
        kind=f"certification.{kind}",
        about_kind=things[0]._meta.label_lower,
        about_id__in=[str(one.pk) for one in things],
    )
    told = set(written.values_list("about_id", "key"))
    yield from (one for one in things if (str(one.pk), key_of(one)) not in told)


def told_each(things, kind: str, key_of, people_of, at, **facts) -> list[str]:
    """Remind the people of each thing of which nobody was told; what was done, a sentence each."""
    said = []
    for one in untold(things, kind, key_of):
        people = list(people_of(one))
        if people:
            remind(actor=None, at=at, about=one, kind=kind, people=people, key=key_of(one), **facts)
            said.append(f"{one}: {kind}, {len(people)} told")
    return said
