import cityloop.audit.together
import cityloop.catalogue.models.following
import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('organisations', '__first__'),
    ]

    operations = [
        cityloop.audit.together.Together(
            models=[
                migrations.CreateModel(
                    name='KnownWord',
                    fields=[
                        ('word', models.CharField(max_length=48, primary_key=True, serialize=False)),
                        ('analyser', models.CharField(max_length=16)),
                        ('parts', models.CharField(blank=True, max_length=400)),
                    ],
                    options={
                        'verbose_name': 'word of the search',
                    },
                ),
                migrations.CreateModel(
                    name='Service',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=80, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9._~-]*\\Z')], verbose_name='code')),
                        ('name_ko', models.CharField(blank=True, max_length=300, verbose_name='name in Korean')),
                        ('name_en', models.CharField(blank=True, max_length=300, verbose_name='name in English')),
                        ('summary_ko', models.TextField(blank=True, verbose_name='summary in Korean')),
                        ('summary_en', models.TextField(blank=True, verbose_name='summary in English')),
                        ('type', models.CharField(blank=True, choices=[('unit', 'Unit service'), ('network_linked', 'Network-linked service'), ('data_hub', 'Data-hub service')], max_length=20, verbose_name='type')),
                        ('operation', models.CharField(blank=True, choices=[('planned', 'Planned'), ('trial', 'In trial'), ('live', 'In operation'), ('ended', 'No longer in operation')], max_length=10, verbose_name='operation')),
                        ('countries', models.CharField(blank=True, help_text='ISO codes, by comma', max_length=200, verbose_name='countries')),
                        ('start_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='running since')),
                        ('facts', models.JSONField(default=dict, help_text='technologies, problems, costs, interfaces: what is known')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('registered_at', models.DateTimeField()),
                        ('revision', models.PositiveIntegerField(default=1, help_text='counts changes, so that a stale form is noticed')),
                        ('listed_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='in the public directory since')),
                        ('withdrawn_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='taken out of the public directory')),
                        ('withdrawn_because', models.TextField(blank=True, max_length=1000, verbose_name='why it was taken out')),
                        ('certificate_number', models.CharField(blank=True, db_index=True, max_length=40, verbose_name='certificate')),
                        ('certificate_status', models.CharField(blank=True, max_length=12)),
                        ('certified_until', models.DateField(blank=True, null=True)),
                        ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='services', to='organisations.organisation', verbose_name='provider')),
                        ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'service',
                        'ordering': ['code'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('listed_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='a_withdrawn_service_is_not_listed')],
                    },
                ),
                migrations.CreateModel(
                    name='DatabaseMark',
                    fields=[
                        ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ('mark', models.UUIDField(default=uuid.uuid4)),
                    ],
                    options={
                        'verbose_name': 'mark of the database',
                        'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='a_database_has_one_mark')],
                    },
                ),
                migrations.CreateModel(
                    name='DataKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, verbose_name='name')),
                        ('beginning', models.CharField(max_length=12, verbose_name='begins with')),
                        ('digest', models.CharField(max_length=64, unique=True, verbose_name='sha256')),
                        ('per_minute', models.PositiveIntegerField(default=1200, verbose_name='calls a minute')),
                        ('made_at', models.DateTimeField(verbose_name='made')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_keys', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'key for open data',
                        'ordering': ['-made_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='SavedSearch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('query', models.CharField(blank=True, max_length=400, verbose_name='query')),
                        ('filters', models.JSONField(default=dict, verbose_name='filters')),
                        ('by_letter', models.BooleanField(default=False, verbose_name='tell me by letter')),
                        ('token', models.CharField(default=cityloop.catalogue.models.following.fresh_token, help_text='address of its Atom feed', max_length=40, unique=True)),
                        ('saved_at', models.DateTimeField(verbose_name='saved')),
                        ('looked_at', models.DateTimeField(verbose_name='last looked')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'saved search',
                        'ordering': ['-saved_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='SearchText',
                    fields=[
                        ('service', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_text', serialize=False, to='catalogue.service')),
                        ('digest', models.CharField(help_text='of the text and of the analyser that read it', max_length=64)),
                        ('name', models.TextField()),
                        ('body', models.TextField()),
                        ('certificate', models.CharField(help_text='state of the certificate, as indexed', max_length=12)),
                    ],
                    options={
                        'verbose_name': 'tokens of a service',
                    },
                ),
                migrations.CreateModel(
                    name='SavedHit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('first_look', models.BooleanField(help_text='nobody is told of these', verbose_name='found when it was saved')),
                        ('search', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hits', to='catalogue.savedsearch')),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.service')),
                    ],
                    options={
                        'verbose_name': 'hit of a saved search',
                        'ordering': ['-at', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('search', 'service'), name='a_search_finds_a_service_once')],
                    },
                ),
                migrations.CreateModel(
                    name='IndexChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='catalogue.service')),
                    ],
                    options={
                        'verbose_name': 'change waiting for the index',
                    },
                ),
                migrations.CreateModel(
                    name='ServiceField',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('field', models.CharField(db_index=True, max_length=40, verbose_name='field')),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='service_fields', to='catalogue.service')),
                    ],
                    options={
                        'verbose_name': 'field of a service',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('service', 'field'), name='a_service_has_a_field_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ServiceImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=300, verbose_name='source')),
                        ('file', models.CharField(max_length=200, verbose_name='file')),
                        ('sha256', models.CharField(max_length=64, verbose_name='sha256')),
                        ('services', models.PositiveIntegerField(verbose_name='services')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'import of services',
                    },
                ),
                migrations.CreateModel(
                    name='ServiceVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='version')),
                        ('content', models.JSONField(help_text='the columns described, fields and provider', verbose_name='content')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('until', models.DateTimeField(verbose_name='said until')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.service')),
                    ],
                    options={
                        'verbose_name': 'earlier version of a service',
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('service', 'number'), name='a_version_of_a_service_stands_once')],
                    },
                ),
            ],
        ),
    ]
