import cityloop.audit.together
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '__first__'),
    ]

    operations = [
        cityloop.audit.together.Together(
            models=[
                migrations.CreateModel(
                    name='DueRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                        ('at', models.DateTimeField(blank=True, null=True, verbose_name='last run')),
                        ('done', models.PositiveIntegerField(default=0, verbose_name='done')),
                        ('error', models.TextField(blank=True, verbose_name='error')),
                    ],
                    options={
                        'verbose_name': 'run of the hourly job',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(blank=True, max_length=254, verbose_name='mail address')),
                        ('kind', models.CharField(max_length=80, verbose_name='kind')),
                        ('scheme', models.CharField(max_length=80, verbose_name='scheme or programme')),
                        ('about_kind', models.CharField(max_length=80, verbose_name='kind of subject')),
                        ('about_id', models.CharField(max_length=80, verbose_name='subject')),
                        ('key', models.CharField(blank=True, max_length=80, verbose_name='key')),
                        ('subject_ko', models.CharField(max_length=300, verbose_name='subject line in Korean')),
                        ('subject_en', models.CharField(max_length=300, verbose_name='subject line in English')),
                        ('body_ko', models.TextField(verbose_name='text in Korean')),
                        ('body_en', models.TextField(verbose_name='text in English')),
                        ('state', models.CharField(choices=[('held', 'Held'), ('waiting', 'To be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Delivery failed'), ('withdrawn', 'Not sent')], max_length=10, verbose_name='state')),
                        ('written_at', models.DateTimeField(verbose_name='written')),
                        ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='released')),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                        ('withdrawn_because', models.TextField(blank=True, verbose_name='reason')),
                        ('claimed_at', models.DateTimeField(blank=True, null=True)),
                        ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                        ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                        ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='next try')),
                        ('error', models.TextField(blank=True, verbose_name='what the mail server said')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to=settings.AUTH_USER_MODEL)),
                        ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'letter',
                        'ordering': ['-written_at', '-pk'],
                        'indexes': [models.Index(fields=['scheme', 'state', '-written_at'], name='letters_of_a_scheme'), models.Index(fields=['state', 'next_try_at'], name='letters_to_be_sent')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('kind', 'about_kind', 'about_id', 'key', 'person'), name='a_person_gets_a_letter_once'), models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('kind', 'about_kind', 'about_id', 'key', 'address'), name='an_address_gets_a_letter_once'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('person__isnull', False)), models.Q(('person__isnull', True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='a_letter_goes_to_a_person_or_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='a_sent_letter_says_when')],
                    },
                ),
                migrations.CreateModel(
                    name='EarlierText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('subject_ko', models.CharField(max_length=300)),
                        ('subject_en', models.CharField(max_length=300)),
                        ('body_ko', models.TextField()),
                        ('body_en', models.TextField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_texts', to='outbox.letter')),
                    ],
                    options={
                        'verbose_name': 'earlier text of a letter',
                        'ordering': ['at', 'pk'],
                    },
                ),
            ],
        ),
    ]
