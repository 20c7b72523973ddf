"""A draft that was kept as its changes becomes a draft with a version that holds the whole text."""

import copy
import hashlib

import rfc8785
from django.db import migrations


def versions(apps, schema_editor):
    draft_model, version_model = apps.get_model("feedback", "Draft"), apps.get_model("feedback", "DraftVersion")
    for draft in draft_model.objects.select_related("base"):
        content = applied(draft.base.content, draft.changes)
        version_model.objects.create(
            draft=draft,
            number=draft.version,
            content=content,
            digest=hashlib.sha256(rfc8785.dumps(content)).hexdigest(),
            faults=0,
            by_id=draft.owner_id,
            at=draft.changed_at,
        )


def applied(content, changes):
    draft = copy.deepcopy(content)
    draft["edition"] = f"{content['edition']}-draft"
    for path, value in changes.items():
        whole, _, rest = path.partition(".")
        owner, key = draft[whole], rest
        if whole in ("areas", "criteria"):
            id_, _, key = rest.rpartition(".")
            owner = next(item for item in owner if item["id"] == id_)
        if value is None:
            owner.pop(key, None)
        else:
            owner[key] = value
    return draft


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_versions_of_drafts"), ("assessment", "0004_editions_approved_and_put_in_force")]
    operations = [migrations.RunPython(versions, migrations.RunPython.noop)]
