import cityloop.audit.together
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessment', '0002_append_only'),
        ('catalogue', '0002_append_only'),
        ('livinglabs', '0002_held_by_the_database'),
        ('organisations', '0002_append_only'),
        ('organisations', '__first__'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Effect',
        ),
        migrations.DeleteModel(
            name='Measurements',
        ),
        migrations.DeleteModel(
            name='Protocol',
        ),
        migrations.AddField(
            model_name='pilot',
            name='case',
            field=models.ForeignKey(blank=True, help_text='the award or the certification that it was opened from', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pilots', to='assessment.case'),
        ),
        migrations.AddField(
            model_name='pilot',
            name='ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='ends'),
        ),
        migrations.AddField(
            model_name='pilot',
            name='lead',
            field=models.ForeignKey(blank=True, help_text='empty for one that is entered from a public record', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pilots', to='organisations.organisation', verbose_name='run by'),
        ),
        migrations.AddField(
            model_name='pilot',
            name='opened_from',
            field=models.CharField(blank=True, max_length=20, verbose_name='opened from'),
        ),
        migrations.AddField(
            model_name='pilot',
            name='service',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pilots', to='catalogue.service', verbose_name='service'),
        ),
        migrations.AddField(
            model_name='pilot',
            name='service_version',
            field=models.CharField(blank=True, max_length=60, verbose_name='version of the service'),
        ),
        migrations.AddField(
            model_name='pilot',
            name='state',
            field=models.CharField(choices=[('planned', 'In preparation'), ('running', 'Running'), ('halted', 'Halted'), ('ended', 'Ended')], default='planned', max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='pilot',
            name='zone',
            field=models.CharField(default='Asia/Seoul', max_length=40, verbose_name='time zone'),
        ),
        migrations.AlterField(
            model_name='pilot',
            name='began_on',
            field=models.DateField(verbose_name='begins'),
        ),
        migrations.AlterField(
            model_name='pilot',
            name='source',
            field=models.CharField(blank=True, max_length=200, verbose_name='source'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('began_on')), _connector='OR'), name='a_pilot_ends_after_it_begins'),
        ),
        cityloop.audit.together.Together(
            models=[
                migrations.CreateModel(
                    name='Site',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='livinglabs.pilot')),
                        ('code', models.CharField(max_length=80, verbose_name='name in the measurements')),
                        ('name_ko', models.CharField(max_length=120, verbose_name='name in Korean')),
                        ('name_en', models.CharField(max_length=120, verbose_name='name in English')),
                        ('role', models.CharField(choices=[('treated', 'Treated place'), ('comparison', 'Place to compare with'), ('left_out', 'Left out')], max_length=12, verbose_name='role')),
                        ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                        ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'site of a pilot',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='a_site_is_on_the_globe')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Partner',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='livinglabs.pilot')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                        ('part', models.CharField(choices=[('host', 'Host city'), ('provider', 'Provider of the service'), ('evaluator', 'Measures and evaluates'), ('other', 'Other partner')], max_length=10, verbose_name='takes part as')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'partner of a pilot',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('pilot', 'organisation', 'part'), name='a_partner_has_a_part_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Condition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conditions', to='livinglabs.pilot')),
                        ('asked', models.CharField(help_text='its id in the rulebook', max_length=30, verbose_name='condition')),
                        ('statement', models.TextField(verbose_name='how it is met')),
                        ('since', models.DateField(verbose_name='from')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'condition of a pilot',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_condition_ends_after_it_begins')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='PilotEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='livinglabs.pilot')),
                        ('kind', models.CharField(choices=[('started', 'Pilot started'), ('halted', 'Pilot halted'), ('resumed', 'Pilot resumed'), ('ended', 'Pilot ended')], max_length=10, verbose_name='kind')),
                        ('on', models.DateField(verbose_name='day')),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'event of a pilot',
                        'ordering': ['on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'halted'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='whatever_halts_a_pilot_has_a_reason')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='ProtocolDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='livinglabs.pilot')),
                        ('content', models.JSONField(default=dict, verbose_name='content')),
                        ('power', models.JSONField(blank=True, null=True, verbose_name='power')),
                        ('changed_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'draft of a protocol',
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Protocol',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='protocol', to='livinglabs.pilot')),
                        ('content', models.JSONField(help_text="outcome, unit, treated, from, window, method", verbose_name='content')),
                        ('power', models.JSONField(blank=True, null=True, verbose_name='power')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('frozen_at', models.DateTimeField(verbose_name='fixed')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('after_the_fact', models.BooleanField(help_text='true where the pilot had already been measured', verbose_name='written after the measurements')),
                    ],
                    options={
                        'verbose_name': 'protocol',
                        'ordering': ['frozen_at', 'pk'],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Departure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departures', to='livinglabs.protocol')),
                        ('what_ko', models.TextField(verbose_name='what was done otherwise, in Korean')),
                        ('what_en', models.TextField(verbose_name='what was done otherwise, in English')),
                        ('why_ko', models.TextField(verbose_name='why, in Korean')),
                        ('why_en', models.TextField(verbose_name='why, in English')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'departure from a protocol',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('why_ko', ''), _negated=True), models.Q(('why_en', ''), _negated=True), _connector='OR'), name='a_departure_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('what_ko', ''), _negated=True), models.Q(('what_en', ''), _negated=True), _connector='OR'), name='a_departure_says_what')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Delivery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='livinglabs.pilot')),
                        ('kind', models.CharField(choices=[('csv', 'CSV'), ('parquet', 'Parquet'), ('ngsi_ld', 'NGSI-LD'), ('sensor_things', 'OGC SensorThings')], max_length=14, verbose_name='kind')),
                        ('name', models.CharField(max_length=200, verbose_name='file name')),
                        ('sha256', models.CharField(max_length=64, verbose_name='sha256')),
                        ('size', models.PositiveBigIntegerField(verbose_name='size')),
                        ('staged', models.CharField(max_length=64, verbose_name='sha256 of what was read')),
                        ('rows', models.PositiveBigIntegerField(verbose_name='rows')),
                        ('kept', models.PositiveBigIntegerField(verbose_name='readings that count')),
                        ('report', models.JSONField(verbose_name='report')),
                        ('source', models.CharField(max_length=300, verbose_name='source')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(verbose_name='received')),
                    ],
                    options={
                        'verbose_name': 'delivery of measurements',
                        'ordering': ['at', 'pk'],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Measurements',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='livinglabs.pilot')),
                        ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='accepted', to='livinglabs.delivery')),
                        ('manifest', models.JSONField(help_text='path, sha256 and rows of each file', verbose_name='manifest')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256 of the manifest')),
                        ('rows', models.PositiveBigIntegerField(verbose_name='readings')),
                        ('observed_from', models.CharField(max_length=25, verbose_name='observed from')),
                        ('observed_until', models.CharField(max_length=25, verbose_name='observed until')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('received_at', models.DateTimeField(verbose_name='accepted')),
                        ('instead_of', models.ManyToManyField(blank=True, related_name='replaced_by', to='livinglabs.measurements')),
                    ],
                    options={
                        'verbose_name': 'measurements',
                        'ordering': ['received_at', 'pk'],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Pull',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pulls', to='livinglabs.pilot')),
                        ('kind', models.CharField(choices=[('csv', 'CSV'), ('parquet', 'Parquet'), ('ngsi_ld', 'NGSI-LD'), ('sensor_things', 'OGC SensorThings')], max_length=14, verbose_name='kind')),
                        ('address', models.URLField(max_length=1000, verbose_name='address')),
                        ('source', models.CharField(max_length=300, verbose_name='source')),
                        ('following', models.URLField(blank=True, max_length=2000, verbose_name='next page')),
                        ('state', models.CharField(choices=[('under_way', 'Being fetched'), ('done', 'Fetched'), ('stopped', 'Stopped; can go on')], default='under_way', max_length=10, verbose_name='state')),
                        ('trouble', models.CharField(blank=True, max_length=300, verbose_name='what stopped it')),
                        ('pages_fetched', models.PositiveIntegerField(default=0, verbose_name='pages')),
                        ('rows', models.PositiveBigIntegerField(default=0, verbose_name='readings')),
                        ('expected', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='readings announced')),
                        ('delivery', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pull', to='livinglabs.delivery')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'fetching of measurements',
                        'ordering': ['-at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('following', ''), _connector='OR'), name='what_is_fetched_has_no_page_left')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='PulledPage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pull', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='livinglabs.pull')),
                        ('number', models.PositiveIntegerField(verbose_name='number')),
                        ('address', models.URLField(max_length=2000)),
                        ('sha256', models.CharField(max_length=64, verbose_name='sha256')),
                        ('rows', models.PositiveIntegerField(verbose_name='readings')),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'fetched page',
                        'ordering': ['number'],
                        'constraints': [models.UniqueConstraint(fields=('pull', 'number'), name='a_page_is_fetched_once'), models.UniqueConstraint(fields=('pull', 'address'), name='an_address_is_fetched_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Effect',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effects', to='livinglabs.pilot')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effects', to='livinglabs.protocol')),
                        ('estimate', models.FloatField(verbose_name='effect')),
                        ('low', models.FloatField(blank=True, null=True, verbose_name='low end of the interval')),
                        ('high', models.FloatField(blank=True, null=True, verbose_name='high end of the interval')),
                        ('p_value', models.FloatField(blank=True, null=True, verbose_name='p value')),
                        ('verdict', models.CharField(choices=[('worth', 'As much as was wanted'), ('some', 'An effect the right way'), ('small', 'Less than was wanted'), ('none', 'Not told from chance'), ('against', 'The wrong way'), ('unknown', 'Cannot be told')], max_length=8, verbose_name='verdict')),
                        ('content', models.JSONField(help_text='means, cells, series, placebos, checks, sentences', verbose_name='content')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('computed_at', models.DateTimeField()),
                        ('measurements', models.ManyToManyField(related_name='effects', to='livinglabs.measurements')),
                    ],
                    options={
                        'verbose_name': 'effect',
                        'ordering': ['computed_at', 'pk'],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='ClosingReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closing_reports', to='livinglabs.pilot')),
                        ('effect', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='livinglabs.effect')),
                        ('content', models.JSONField(verbose_name='content')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'closing report of a pilot',
                        'ordering': ['at', 'pk'],
                        'indexes': [],
                        'constraints': [],
                    },
                ),
            ],
        ),
    ]
