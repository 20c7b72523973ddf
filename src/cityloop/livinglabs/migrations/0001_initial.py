import cityloop.audit.together
import cityloop.livinglabs.models.ballot
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
                    name='VotingCode',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='livinglabs.ballot')),
                        ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='livinglabs.codebatch')),
                    ],
                    options={
                        'verbose_name': 'voting code',
                        'constraints': [models.UniqueConstraint(fields=('ballot', 'digest'), name='a_code_is_of_one_vote_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Pilot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(unique=True, verbose_name='code')),
                        ('title_ko', models.CharField(max_length=200, verbose_name='title in Korean')),
                        ('title_en', models.CharField(max_length=200, verbose_name='title in English')),
                        ('question_ko', models.TextField(verbose_name='question in Korean')),
                        ('question_en', models.TextField(verbose_name='question in English')),
                        ('city_ko', models.CharField(max_length=100, verbose_name='city in Korean')),
                        ('city_en', models.CharField(max_length=100, verbose_name='city in English')),
                        ('country', models.CharField(max_length=2, verbose_name='country')),
                        ('began_on', models.DateField(verbose_name='began')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('opened_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'pilot',
                        'ordering': ['-began_on', 'code'],
                    },
                ),
                migrations.CreateModel(
                    name='Ballot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True, verbose_name='number')),
                        ('criterion', models.CharField(max_length=80, verbose_name='criterion')),
                        ('attempt', models.PositiveSmallIntegerField(default=1, verbose_name='attempt')),
                        ('question_ko', models.TextField(verbose_name='question in Korean')),
                        ('question_en', models.TextField(verbose_name='question in English')),
                        ('voters_ko', models.TextField(verbose_name='who may vote, in Korean')),
                        ('voters_en', models.TextField(verbose_name='who may vote, in English')),
                        ('checks_ko', models.TextField(verbose_name='how voters are checked, in Korean')),
                        ('checks_en', models.TextField(verbose_name='how voters are checked, in English')),
                        ('method', models.CharField(choices=[('yes_no', 'Yes or no'), ('approval', 'Approval: every option that one agrees with')], max_length=10, verbose_name='method')),
                        ('options', models.JSONField(help_text='id and text in both languages', verbose_name='options')),
                        ('counts', models.CharField(max_length=100, verbose_name='option whose share counts')),
                        ('at_most', models.PositiveSmallIntegerField(default=1, verbose_name='options at most')),
                        ('turnout', models.FloatField(default=0, verbose_name='least turnout')),
                        ('least', models.PositiveIntegerField(verbose_name='smallest count shown')),
                        ('population', models.PositiveIntegerField(blank=True, help_text='empty where everybody is asked', null=True, verbose_name='population of the sample')),
                        ('opens_at', models.DateTimeField(verbose_name='opens')),
                        ('closes_at', models.DateTimeField(verbose_name='closes')),
                        ('opened_at', models.DateTimeField()),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='organisations.organisation')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='assessment.case')),
                        ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'citizen vote',
                        'ordering': ['-closes_at', 'code'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'criterion', 'attempt'), name='attempts_at_a_vote_are_numbered'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='a_vote_closes_after_it_opened'), models.CheckConstraint(condition=models.Q(('least__gte', 2)), name='a_count_of_one_is_never_shown'), models.CheckConstraint(condition=models.Q(('turnout__gte', 0), ('turnout__lte', 1)), name='a_turnout_is_a_share')],
                    },
                ),
                migrations.CreateModel(
                    name='BallotCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issued', models.PositiveIntegerField(verbose_name='codes handed out')),
                        ('cast', models.PositiveIntegerField(verbose_name='votes cast')),
                        ('votes', models.JSONField(verbose_name='votes of each option')),
                        ('share', models.FloatField(blank=True, null=True, verbose_name='share')),
                        ('low', models.FloatField(blank=True, null=True, verbose_name='lower end of the interval')),
                        ('high', models.FloatField(blank=True, null=True, verbose_name='upper end of the interval')),
                        ('enough', models.BooleanField(verbose_name='enough took part')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('at', models.DateTimeField(verbose_name='counted')),
                        ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='count', to='livinglabs.ballot')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'count of a citizen vote',
                        'constraints': [models.CheckConstraint(condition=models.Q(('cast__lte', models.F('issued'))), name='no_more_votes_than_codes'), models.CheckConstraint(condition=models.Q(('share__isnull', False), ('enough', False), _connector='OR'), name='a_count_that_counts_has_a_share')],
                    },
                ),
                migrations.CreateModel(
                    name='CalledOff',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason_ko', models.TextField(verbose_name='reason in Korean')),
                        ('reason_en', models.TextField(verbose_name='reason in English')),
                        ('at', models.DateTimeField()),
                        ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='called_off', to='livinglabs.ballot')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'vote called off',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reason_ko', ''), _negated=True), models.Q(('reason_en', ''), _negated=True)), name='a_vote_is_called_off_for_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='CodeBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='how many')),
                        ('label', models.CharField(max_length=120, verbose_name='handed out where')),
                        ('at', models.DateTimeField()),
                        ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='livinglabs.ballot')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'batch of voting codes',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='a_batch_has_codes')],
                    },
                ),
                migrations.CreateModel(
                    name='CodeUse',
                    fields=[
                        ('code', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='use', serialize=False, to='livinglabs.votingcode')),
                    ],
                    options={
                        'verbose_name': 'use of a voting code',
                    },
                ),
                migrations.CreateModel(
                    name='Measurements',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, verbose_name='file name')),
                        ('sha256', models.CharField(max_length=64, verbose_name='sha256')),
                        ('rows', models.PositiveBigIntegerField(verbose_name='rows')),
                        ('observed_from', models.CharField(max_length=10, verbose_name='observed from')),
                        ('observed_until', models.CharField(max_length=10, verbose_name='observed until')),
                        ('received_at', models.DateTimeField(verbose_name='received')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='livinglabs.pilot')),
                    ],
                    options={
                        'verbose_name': 'measurements',
                        'ordering': ['received_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Protocol',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content', models.JSONField(help_text='outcome, unit, treated, from, window, method, least share of valid hours', verbose_name='content')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('frozen_at', models.DateTimeField(verbose_name='fixed')),
                        ('after_the_fact', models.BooleanField(help_text='true where the pilot had already been measured', verbose_name='written after the measurements')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protocols', to='livinglabs.pilot')),
                    ],
                    options={
                        'verbose_name': 'protocol',
                        'ordering': ['frozen_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Effect',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('estimate', models.FloatField(verbose_name='effect')),
                        ('p_value', models.FloatField(verbose_name='share of placebos at least as large')),
                        ('content', models.JSONField(help_text='means, series, placebos, checks', verbose_name='content')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('computed_at', models.DateTimeField()),
                        ('measurements', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effects', to='livinglabs.measurements')),
                        ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effects', to='livinglabs.pilot')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effects', to='livinglabs.protocol')),
                    ],
                    options={
                        'verbose_name': 'effect',
                        'ordering': ['computed_at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Vote',
                    fields=[
                        ('id', models.BigAutoField(default=cityloop.livinglabs.models.ballot.drawn, primary_key=True, serialize=False)),
                        ('choices', models.JSONField(verbose_name='choices')),
                        ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='livinglabs.ballot')),
                    ],
                    options={
                        'verbose_name': 'vote in the box',
                    },
                ),
            ],
        ),
    ]
