import cityloop.audit.together
import cityloop.organisations.models.people
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        cityloop.audit.together.Together(
            models=[
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('code', models.CharField(default=uuid.uuid4, editable=False, max_length=36, unique=True)),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='mail address')),
                        ('name_ko', models.CharField(blank=True, max_length=100, verbose_name='name in Korean')),
                        ('name_en', models.CharField(blank=True, max_length=100, verbose_name='name in English')),
                        ('is_active', models.BooleanField(default=True)),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('persona', models.CharField(blank=True, help_text='the part that this person plays in the demonstration', max_length=40)),
                        ('organisations', models.ManyToManyField(related_name='people', through='organisations.Membership', to='organisations.organisation')),
                    ],
                    options={
                        'verbose_name': 'person',
                    },
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(unique=True, verbose_name='code')),
                        ('name_ko', models.CharField(max_length=200, verbose_name='name in Korean')),
                        ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                        ('kind', models.CharField(choices=[('company', 'Company'), ('local_government', 'Local government'), ('government', 'Central government'), ('public_body', 'Public body'), ('research_institute', 'Research institute'), ('university', 'University'), ('international_organisation', 'International organisation'), ('other', 'Other')], max_length=30, verbose_name='kind')),
                        ('tier', models.CharField(blank=True, choices=[('special_city', 'Special city'), ('metropolitan_city', 'Metropolitan city'), ('special_self_governing_city', 'Special self-governing city'), ('special_self_governing_province', 'Special self-governing province'), ('province', 'Province (do)'), ('si', 'City (si)'), ('gun', 'County (gun)'), ('gu', 'District (gu)')], max_length=40, verbose_name='kind of local government')),
                        ('country', models.CharField(help_text='ISO 3166-1 alpha-2', max_length=2, verbose_name='country')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('key_ko', models.CharField(blank=True, db_index=True, max_length=200)),
                        ('key_en', models.CharField(blank=True, db_index=True, max_length=200)),
                    ],
                    options={
                        'verbose_name': 'organisation',
                        'ordering': ['code'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('tier', ''), ('kind', 'local_government'), _connector='OR'), name='only_a_local_government_has_a_tier')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('member', 'Member'), ('officer', 'Officer in charge'), ('scheme_owner', 'Scheme owner')], default='member', max_length=20, verbose_name='role')),
                        ('since', models.DateField(verbose_name='since')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.organisation')),
                    ],
                    options={
                        'verbose_name': 'membership',
                        'constraints': [models.UniqueConstraint(fields=('person', 'organisation', 'role', 'since'), name='a_membership_is_recorded_once'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_membership_ends_after_it_began')],
                    },
                ),
                migrations.CreateModel(
                    name='GroupTie',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                        ('kind', models.CharField(choices=[('subsidiary', 'Subsidiary'), ('same', 'The same organisation')], max_length=10, verbose_name='kind')),
                        ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parents', to='organisations.organisation')),
                        ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subsidiaries', to='organisations.organisation')),
                    ],
                    options={
                        'verbose_name': 'tie within a group',
                        'ordering': ['recorded_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('since__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_tie_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('parent', models.F('child')), _negated=True), name='no_organisation_is_its_own_parent')],
                    },
                    bases=(cityloop.organisations.models.people.Lasting, models.Model),
                ),
                migrations.CreateModel(
                    name='Engagement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('service', models.CharField(blank=True, db_index=True, max_length=80, verbose_name='service')),
                        ('kind', models.CharField(choices=[('advice', 'Advice'), ('consultation', 'Pre-consulting in office'), ('study', 'Study'), ('contract', 'Contract'), ('subcontract', 'Subcontract'), ('appraisal', 'Appraisal'), ('investigation', 'Investigation'), ('agent', 'Agency')], max_length=15, verbose_name='kind')),
                        ('since', models.DateField(verbose_name='since')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                        ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engaged', to='organisations.organisation', verbose_name='for whom')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='organisations.organisation')),
                    ],
                    options={
                        'verbose_name': 'engagement',
                        'ordering': ['-since', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('person__isnull', False)), models.Q(('organisation__isnull', False), ('person__isnull', True)), _connector='OR'), name='an_engagement_is_of_a_person_or_an_organisation'), models.CheckConstraint(condition=models.Q(('client__isnull', False), models.Q(('service', ''), _negated=True), _connector='OR'), name='an_engagement_is_for_somebody_or_something'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='an_engagement_ends_after_it_began')],
                    },
                    bases=(cityloop.organisations.models.people.Lasting, models.Model),
                ),
                migrations.CreateModel(
                    name='Employment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='organisations.organisation')),
                    ],
                    options={
                        'verbose_name': 'employment',
                        'ordering': ['recorded_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('since__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='an_employment_ends_after_it_began')],
                    },
                    bases=(cityloop.organisations.models.people.Lasting, models.Model),
                ),
                migrations.CreateModel(
                    name='Designation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('duty', models.CharField(choices=[('certifier', 'Certifier'), ('operating_body', 'Operating body'), ('evaluation_body', 'Evaluation body'), ('secretariat', 'Secretariat'), ('authority', 'Programme authority')], max_length=20, verbose_name='duty')),
                        ('scheme', models.CharField(max_length=80, verbose_name='scheme or programme')),
                        ('part', models.CharField(blank=True, help_text='id of a track or field profile; empty for all of them', max_length=80, verbose_name='part')),
                        ('since', models.DateField(verbose_name='since')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='designations', to='organisations.organisation')),
                    ],
                    options={
                        'verbose_name': 'designation',
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'duty', 'scheme', 'part', 'since'), name='a_designation_is_recorded_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OrganisationName',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                        ('kind', models.CharField(choices=[('former', 'Former name'), ('other', 'Other name'), ('short', 'Short name'), ('domain', 'Mail domain')], max_length=10, verbose_name='kind')),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('key', models.CharField(db_index=True, help_text='the name folded for comparing', max_length=200)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='organisations.organisation')),
                    ],
                    options={
                        'verbose_name': 'further name of an organisation',
                        'ordering': ['recorded_at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('since__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_name_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='a_further_name_has_letters')],
                    },
                    bases=(cityloop.organisations.models.people.Lasting, models.Model),
                ),
                migrations.CreateModel(
                    name='Requirement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=80, verbose_name='requirement')),
                        ('title_ko', models.CharField(max_length=300, verbose_name='title in Korean')),
                        ('title_en', models.CharField(max_length=300, verbose_name='title in English')),
                        ('shown_by', models.TextField(verbose_name='shown by')),
                        ('designation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='organisations.designation')),
                    ],
                    options={
                        'verbose_name': 'requirement of a designation',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('designation', 'code'), name='a_requirement_of_a_designation_is_met_once'), models.CheckConstraint(condition=models.Q(('shown_by', ''), _negated=True), name='whatever_meets_a_requirement_is_named')],
                    },
                ),
                migrations.CreateModel(
                    name='Retraction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('employment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.employment')),
                        ('engagement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.engagement')),
                        ('name', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.organisationname')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('tie', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.grouptie')),
                    ],
                    options={
                        'verbose_name': 'retraction of a record',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('employment__isnull', True), ('engagement__isnull', True), ('name__isnull', False), ('tie__isnull', True)), models.Q(('employment__isnull', True), ('engagement__isnull', True), ('name__isnull', True), ('tie__isnull', False)), models.Q(('employment__isnull', False), ('engagement__isnull', True), ('name__isnull', True), ('tie__isnull', True)), models.Q(('employment__isnull', True), ('engagement__isnull', False), ('name__isnull', True), ('tie__isnull', True)), _connector='OR'), name='a_retraction_is_of_one_record'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_retraction_has_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='DesignationEnd',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ground', models.CharField(choices=[('fraud', 'Obtained by falsehood or other improper means (Art. 6(7)1)'), ('requirements', 'The requirements are not met any more (Art. 6(7)2)'), ('request', 'At its own request')], max_length=15, verbose_name='ground')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('on', models.DateField(help_text='the first day on which it no longer holds', verbose_name='ended')),
                        ('at', models.DateTimeField()),
                        ('designation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ending', to='organisations.designation')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'end of a designation',
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_designation_ends_for_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Ending',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('until', models.DateField(verbose_name='until')),
                        ('source', models.CharField(max_length=200, verbose_name='source')),
                        ('at', models.DateTimeField()),
                        ('employment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.employment')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('engagement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.engagement')),
                        ('tie', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.grouptie')),
                    ],
                    options={
                        'verbose_name': 'end of a record',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('employment__isnull', True), ('engagement__isnull', True), ('tie__isnull', False)), models.Q(('employment__isnull', False), ('engagement__isnull', True), ('tie__isnull', True)), models.Q(('employment__isnull', True), ('engagement__isnull', False), ('tie__isnull', True)), _connector='OR'), name='an_end_is_of_one_record'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='an_end_is_known_from_somewhere')],
                    },
                ),
            ],
        ),
    ]
