import cityloop.audit.together
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        cityloop.audit.together.Together(
            models=[
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('sequence', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='number')),
                        ('at', models.DateTimeField(verbose_name='when it happened')),
                        ('recorded_at', models.DateTimeField(verbose_name='when it was recorded')),
                        ('actor', models.CharField(blank=True, db_index=True, max_length=36, verbose_name='person')),
                        ('verb', models.CharField(max_length=80, verbose_name='action')),
                        ('subject_kind', models.CharField(max_length=80, verbose_name='kind of subject')),
                        ('subject_id', models.CharField(max_length=80, verbose_name='subject')),
                        ('detail', models.JSONField(default=dict, verbose_name='detail')),
                        ('previous', models.CharField(max_length=64, unique=True)),
                        ('hash', models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        'verbose_name': 'audit entry',
                        'ordering': ['sequence'],
                        'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'sequence'], name='entry_by_subject')],
                    },
                ),
                migrations.CreateModel(
                    name='Head',
                    fields=[
                        ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ('sequence', models.BigIntegerField(default=0)),
                        ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                    ],
                    options={
                        'verbose_name': 'head of the audit chain',
                        'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='there_is_one_head')],
                    },
                ),
            ],
        ),
    ]
