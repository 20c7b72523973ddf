import cityloop.audit.together
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0001_initial'),
        ('organisations', '__first__'),
    ]

    operations = [
        cityloop.audit.together.Together(
            models=[
                migrations.CreateModel(
                    name='CriterionReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('cases', models.PositiveIntegerField(verbose_name='cases')),
                        ('marks', models.PositiveIntegerField(verbose_name='marks')),
                        ('content', models.JSONField(help_text='one entry a criterion, and the agreement of assessors', verbose_name='content')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('computed_at', models.DateTimeField()),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criterion_reports', to='assessment.edition')),
                    ],
                    options={
                        'verbose_name': 'criterion report',
                        'ordering': ['computed_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('scheme', 'Scheme'), ('call', 'Call'), ('framework', 'Framework')], max_length=10, verbose_name='kind')),
                        ('scheme', models.CharField(max_length=80, verbose_name='scheme or programme')),
                        ('title', models.CharField(max_length=200, verbose_name='title')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                        ('opened_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('base', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='assessment.edition')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'draft of an edition',
                        'ordering': ['-changed_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Replay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(verbose_name='version of the draft')),
                        ('digest', models.CharField(help_text='of the draft edition that was tried', max_length=64, verbose_name='sha256')),
                        ('cases', models.PositiveIntegerField(verbose_name='cases')),
                        ('moved', models.PositiveIntegerField(verbose_name='cases that move')),
                        ('content', models.JSONField(help_text='class of the change, and every case with its reason', verbose_name='content')),
                        ('at', models.DateTimeField()),
                        ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replays', to='feedback.draft')),
                    ],
                    options={
                        'verbose_name': 'replay',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DraftVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='version')),
                        ('content', models.JSONField(help_text='the whole edition as data', verbose_name='content')),
                        ('source', models.TextField(blank=True, help_text='with its comments', verbose_name='YAML as it was written')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('faults', models.PositiveIntegerField(verbose_name='faults that keep it from being an edition')),
                        ('what', models.CharField(blank=True, max_length=200, verbose_name='what was changed')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='feedback.draft')),
                    ],
                    options={
                        'verbose_name': 'version of a draft',
                        'ordering': ['number'],
                        'constraints': [models.UniqueConstraint(fields=('draft', 'number'), name='a_version_of_a_draft_is_saved_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Reexamination',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scheme', models.CharField(max_length=80, verbose_name='scheme')),
                        ('due', models.DateField(verbose_name='due')),
                        ('finding', models.TextField(help_text='what was found, and what follows', verbose_name='finding of the examination')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reexaminations', to='assessment.edition')),
                    ],
                    options={
                        'verbose_name': 're-examination of the rules',
                        'ordering': ['due', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('scheme', 'due'), name='rules_are_examined_once_a_term')],
                    },
                ),
            ],
        ),
    ]
