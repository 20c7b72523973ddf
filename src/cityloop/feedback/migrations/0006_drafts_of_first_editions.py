import django.db.models.deletion
from django.db import migrations, models


def name_the_scheme(apps, schema_editor):
    """A draft says itself of which scheme it is: until now its base did."""
    for draft in apps.get_model("feedback", "Draft").objects.select_related("base"):
        draft.kind, draft.scheme = draft.base.kind, draft.base.scheme
        draft.save(update_fields=["kind", "scheme"])


class Migration(migrations.Migration):
    dependencies = [("assessment", "0014_what_a_case_is_about"), ("feedback", "0005_versions_are_facts")]
    operations = [
        migrations.AddField(
            model_name="draft",
            name="kind",
            field=models.CharField(
                choices=[("scheme", "Scheme"), ("call", "Call"), ("framework", "Framework")],
                default="",
                max_length=10,
                verbose_name="kind",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="draft",
            name="scheme",
            field=models.CharField(default="", max_length=80, verbose_name="scheme or programme"),
            preserve_default=False,
        ),
        migrations.RunPython(name_the_scheme, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="draft",
            name="base",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="assessment.edition",
            ),
        ),
    ]
