import cityloop.audit.together
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0001_initial'),
        ('organisations', '0001_initial'),
        ('organisations', '__first__'),
    ]

    operations = [
        cityloop.audit.together.Together(
            models=[
                migrations.CreateModel(
                    name='AgreedAction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stage', models.CharField(help_text='an id of stages.yaml', max_length=20, verbose_name='stage')),
                        ('at', models.DateTimeField()),
                        ('what', models.CharField(max_length=500, verbose_name='what is to be done')),
                        ('who', models.CharField(max_length=200, verbose_name='who does it')),
                        ('due_on', models.DateField(verbose_name='due')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='consulting.consultation')),
                    ],
                    options={
                        'verbose_name': 'agreed action',
                        'ordering': ['due_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ActionEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('outcome', models.CharField(choices=[('done', 'Carried out'), ('dropped', 'Dropped')], max_length=10, verbose_name='how it ended')),
                        ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('agreed', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='consulting.agreedaction')),
                    ],
                    options={
                        'verbose_name': 'end of an agreed action',
                    },
                ),
                migrations.CreateModel(
                    name='City',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                        ('name_ko', models.CharField(max_length=100, verbose_name='name in Korean')),
                        ('name_en', models.CharField(max_length=100, verbose_name='name in English')),
                        ('spellings', models.JSONField(default=list, help_text='names under which files of values know the city', verbose_name='other spellings')),
                        ('country', models.CharField(help_text='ISO 3166-1 alpha-2', max_length=2, verbose_name='country')),
                        ('region', models.CharField(choices=[('northern-europe', 'Northern Europe'), ('western-europe', 'Western Europe'), ('southern-europe', 'Southern Europe'), ('central-and-eastern-europe', 'Central and Eastern Europe'), ('eastern-asia', 'Eastern Asia')], max_length=30, verbose_name='region')),
                        ('city_class', models.CharField(blank=True, choices=[('large', 'Large city (500,000 or more)'), ('small_medium', 'Small or medium-sized city (below 500,000)')], max_length=12, verbose_name='class')),
                        ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population')),
                        ('population_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of the population')),
                        ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                        ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('registered_at', models.DateTimeField()),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cities', to='organisations.organisation', verbose_name='who acts for it')),
                    ],
                    options={
                        'verbose_name': 'city',
                        'ordering': ['code'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='a_city_is_on_the_globe')],
                    },
                ),
                migrations.CreateModel(
                    name='CityRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                        ('event', models.CharField(choices=[('certified', 'Certified'), ('renewed', 'Renewed')], max_length=10, verbose_name='event')),
                        ('source', models.CharField(max_length=300, verbose_name='source')),
                        ('at', models.DateTimeField()),
                        ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='consulting.city')),
                    ],
                    options={
                        'verbose_name': 'certification on record',
                        'ordering': ['year', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('city', 'year', 'event'), name='a_certification_is_on_record_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Consultation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('open', 'Under way'), ('closed', 'Closed')], default='open', max_length=10, verbose_name='state')),
                        ('opened_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField(verbose_name='in this state since')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='consulting.city')),
                        ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'consultation',
                        'ordering': ['-opened_at', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('city',), name='a_city_has_one_consultation_under_way')],
                    },
                ),
                migrations.CreateModel(
                    name='Adviser',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stage', models.CharField(help_text='an id of stages.yaml', max_length=20, verbose_name='stage')),
                        ('at', models.DateTimeField()),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('affiliation', models.CharField(blank=True, max_length=200, verbose_name='affiliation')),
                        ('expertise', models.CharField(max_length=200, verbose_name='field of expertise')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='consulting.consultation')),
                    ],
                    options={
                        'verbose_name': 'adviser',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Coverage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('indicators', models.PositiveIntegerField(verbose_name='indicators of the framework')),
                        ('known', models.PositiveIntegerField(verbose_name='known')),
                        ('missing', models.PositiveIntegerField(verbose_name='no data')),
                        ('not_applicable', models.PositiveIntegerField(verbose_name='not applicable')),
                        ('asked', models.PositiveIntegerField(verbose_name='asked for')),
                        ('changed_at', models.DateTimeField()),
                        ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coverage', to='consulting.city')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.edition')),
                    ],
                    options={
                        'verbose_name': 'coverage',
                        'constraints': [models.UniqueConstraint(fields=('city', 'edition'), name='a_city_has_one_coverage_an_edition')],
                    },
                ),
                migrations.CreateModel(
                    name='Deliverable',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stage', models.CharField(help_text='an id of stages.yaml', max_length=20, verbose_name='stage')),
                        ('at', models.DateTimeField()),
                        ('title', models.CharField(max_length=200, verbose_name='title')),
                        ('name', models.CharField(max_length=255, verbose_name='file name')),
                        ('sha256', models.CharField(max_length=64, verbose_name='sha256')),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='consulting.consultation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'deliverable',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=255, verbose_name='file name')),
                        ('sha256', models.CharField(max_length=64, verbose_name='sha256')),
                        ('source', models.CharField(max_length=300, verbose_name='source')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('at', models.DateTimeField()),
                        ('cells', models.PositiveIntegerField(verbose_name='cells in the file')),
                        ('added', models.PositiveIntegerField(verbose_name='values added')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='assessment.edition')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'import of values',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorValue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('indicator', models.CharField(max_length=80, verbose_name='indicator')),
                        ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                        ('status', models.CharField(choices=[('known', 'Known'), ('missing', 'No data'), ('not_applicable', 'Not applicable'), ('asked', 'Asked for')], max_length=15, verbose_name='status')),
                        ('value', models.FloatField(blank=True, null=True, verbose_name='value')),
                        ('quality', models.CharField(blank=True, choices=[('measured', 'Accurate measurement'), ('survey', 'Extrapolated from a survey'), ('higher_level', 'Extrapolated from data of a larger area'), ('assumption', 'Estimated on assumptions'), ('personal', 'A personal estimate'), ('untraceable', 'Unknown, not traceable')], max_length=15, verbose_name='data quality')),
                        ('line', models.PositiveIntegerField(verbose_name='line of the file')),
                        ('at', models.DateTimeField()),
                        ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='consulting.city')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.edition')),
                        ('taken_from', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='consulting.indicatorimport')),
                    ],
                    options={
                        'verbose_name': 'indicator value',
                        'ordering': ['at', 'pk'],
                        'indexes': [models.Index(fields=['city', 'edition', 'indicator'], name='value_by_city_and_indicator')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'known'), ('value__isnull', False)), models.Q(models.Q(('status', 'known'), _negated=True), ('value__isnull', True)), _connector='OR'), name='a_known_value_is_a_number'), models.UniqueConstraint(fields=('taken_from', 'line'), name='a_line_gives_one_value')],
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stage', models.CharField(help_text='an id of stages.yaml', max_length=20, verbose_name='stage')),
                        ('at', models.DateTimeField()),
                        ('on', models.DateField(verbose_name='day')),
                        ('place', models.CharField(max_length=200, verbose_name='place')),
                        ('attended', models.CharField(max_length=500, verbose_name='who attended')),
                        ('minutes', models.TextField(max_length=10000, verbose_name='what was said')),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='consulting.consultation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'meeting',
                        'ordering': ['on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Need',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('problem', models.CharField(help_text='an id of fields.yaml', max_length=40, verbose_name='problem')),
                        ('statement_ko', models.TextField(blank=True, max_length=1000, verbose_name="in the city's own words, in Korean")),
                        ('statement_en', models.TextField(blank=True, max_length=1000, verbose_name="in the city's own words, in English")),
                        ('priority', models.PositiveSmallIntegerField(help_text='1 comes first', verbose_name='priority')),
                        ('at', models.DateTimeField()),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='consulting.consultation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'need',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('priority__range', (1, 5))), name='a_need_comes_first_to_fifth'), models.CheckConstraint(condition=models.Q(('statement_en', ''), ('statement_ko', ''), _negated=True), name='a_need_is_said_in_words')],
                    },
                ),
                migrations.CreateModel(
                    name='Roadmap',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(verbose_name='version')),
                        ('inputs', models.JSONField(verbose_name='what it was planned from')),
                        ('result', models.JSONField(verbose_name='result')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('first_year', models.PositiveSmallIntegerField(verbose_name='first year')),
                        ('last_year', models.PositiveSmallIntegerField(verbose_name='last year')),
                        ('chosen', models.PositiveIntegerField(verbose_name='services in the roadmap')),
                        ('spent', models.FloatField(help_text='KRW million', verbose_name='cost of all years')),
                        ('at', models.DateTimeField()),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roadmaps', to='consulting.consultation')),
                        ('made_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consulting.roadmap')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'roadmap',
                        'ordering': ['-version'],
                        'constraints': [models.UniqueConstraint(fields=('consultation', 'version'), name='a_roadmap_has_its_own_version'), models.CheckConstraint(condition=models.Q(('first_year__lte', models.F('last_year'))), name='a_roadmap_ends_no_earlier_than_it_begins')],
                    },
                ),
                migrations.CreateModel(
                    name='PlanReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='number')),
                        ('papers', models.JSONField(verbose_name='the report, by language')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('at', models.DateTimeField()),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='consulting.consultation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('roadmap', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='consulting.roadmap')),
                    ],
                    options={
                        'verbose_name': 'plan report',
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('consultation', 'number'), name='a_plan_report_has_its_own_number')],
                    },
                ),
                migrations.CreateModel(
                    name='Shortlist',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('importance', models.JSONField(help_text='1 to 5 by criterion', verbose_name='importance of each criterion')),
                        ('filters', models.JSONField(default=list, verbose_name='filters')),
                        ('result', models.JSONField(verbose_name='result')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('ranked', models.PositiveIntegerField(verbose_name='services ranked')),
                        ('refused', models.PositiveIntegerField(verbose_name='services kept out')),
                        ('first', models.CharField(blank=True, max_length=80, verbose_name='first service')),
                        ('first_share', models.FloatField(blank=True, null=True, verbose_name='share of draws in which it is first')),
                        ('at', models.DateTimeField()),
                        ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shortlists', to='consulting.need')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'shortlist',
                        'ordering': ['-at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='StageTask',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stage', models.CharField(help_text='an id of stages.yaml', max_length=20, verbose_name='stage')),
                        ('at', models.DateTimeField()),
                        ('task', models.CharField(help_text='an id of stages.yaml', max_length=20, verbose_name='task')),
                        ('finished', models.BooleanField(verbose_name='finished')),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='consulting.consultation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'task of a stage',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='YearEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                        ('service', models.CharField(max_length=80, verbose_name='code of the service')),
                        ('measure', models.CharField(max_length=200, verbose_name='what was measured')),
                        ('expected', models.FloatField(blank=True, null=True, verbose_name='expected')),
                        ('measured', models.FloatField(verbose_name='measured value')),
                        ('unit', models.CharField(blank=True, max_length=40, verbose_name='unit')),
                        ('source', models.CharField(max_length=300, verbose_name='source')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('roadmap', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='year_ends', to='consulting.roadmap')),
                    ],
                    options={
                        'verbose_name': 'year-end measurement',
                        'ordering': ['year', 'at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='JanuaryPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('decision', models.CharField(choices=[('keep', 'Go on as planned'), ('strengthen', 'Strengthen'), ('change', 'Change the service'), ('stop', 'Stop')], max_length=12, verbose_name='decision of January')),
                        ('reason', models.CharField(max_length=500, verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('measurement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='consulting.yearend')),
                    ],
                    options={
                        'verbose_name': 'decision of a January plan',
                    },
                ),
            ],
        ),
    ]
