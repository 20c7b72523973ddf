import cityloop.audit.together
import cityloop.certification.models.complaint
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0001_initial'),
        ('catalogue', '0001_initial'),
        ('organisations', '0001_initial'),
        ('organisations', '__first__'),
    ]

    operations = [
        cityloop.audit.together.Together(
            models=[
                migrations.CreateModel(
                    name='Proceeding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('withdrawal', 'Withdrawal'), ('appeal', 'Appeal'), ('surveillance', 'Surveillance'), ('change', 'Report of a change'), ('complaint', 'Complaint'), ('inquiry', 'Inquiry into an evaluation body')], max_length=12, verbose_name='kind')),
                        ('reference', models.CharField(max_length=40, unique=True, verbose_name='reference')),
                        ('scheme', models.CharField(db_index=True, max_length=80, verbose_name='scheme or programme')),
                        ('state', models.CharField(db_index=True, max_length=30, verbose_name='state')),
                        ('opened_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField(verbose_name='in this state since')),
                        ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told to the party')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='next step due')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('because', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_to', to='certification.proceeding', verbose_name='arose from')),
                        ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proceedings', to='assessment.case')),
                        ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proceedings', to='organisations.organisation')),
                        ('certificate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proceedings', to='certification.certificate')),
                    ],
                    options={
                        'verbose_name': 'proceeding',
                        'ordering': ['-opened_at', 'reference'],
                    },
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=40, unique=True, verbose_name='number')),
                        ('issued_on', models.DateField(verbose_name='issued')),
                        ('valid_until', models.DateField(verbose_name='valid until')),
                        ('renewal_opens', models.DateField(verbose_name='renewal opens')),
                        ('grade', models.CharField(blank=True, max_length=10, verbose_name='grade')),
                        ('content', models.JSONField(help_text='what was certified; its canonical JSON has the digest', verbose_name='content')),
                        ('digest', models.CharField(max_length=64, unique=True, verbose_name='sha256')),
                        ('status', models.CharField(choices=[('valid', 'Valid'), ('suspended', 'Suspended'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired'), ('superseded', 'Superseded')], default='valid', max_length=12, verbose_name='status')),
                        ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='assessment.case')),
                        ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='organisations.organisation')),
                        ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='catalogue.service')),
                    ],
                    options={
                        'verbose_name': 'certificate',
                        'ordering': ['-issued_on', 'number'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('issued_on'))), name='a_certificate_is_valid_for_some_time')],
                    },
                ),
                migrations.CreateModel(
                    name='IssuingKey',
                    fields=[
                        ('number', models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name='number')),
                        ('public_key', models.CharField(help_text='Multikey, Ed25519', max_length=100, unique=True, verbose_name='public key')),
                        ('address', models.URLField(verbose_name='address of the installation')),
                        ('issuer', models.CharField(max_length=300, verbose_name='DID')),
                        ('since', models.DateTimeField(verbose_name='since')),
                    ],
                    options={
                        'verbose_name': 'issuing key',
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='AgendaItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                        ('kind', models.CharField(choices=[('deliberation', 'Deliberation on a case'), ('challenge', 'Challenge of a member')], max_length=12, verbose_name='kind')),
                        ('result', models.CharField(blank=True, choices=[('passes', 'Carried'), ('fails', 'Not carried'), ('returned', 'Returned for another evaluation'), ('upheld', 'Challenge upheld'), ('dismissed', 'Challenge dismissed'), ('no_quorum', 'Without a quorum: nothing decided'), ('dropped', 'Taken off the agenda')], max_length=10, verbose_name='result')),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('tally', models.JSONField(default=dict, verbose_name='votes counted')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='assessment.case')),
                        ('challenge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='assessment.challenge')),
                        ('outcome', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.outcome')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='certification.meeting')),
                    ],
                    options={
                        'verbose_name': 'agenda item',
                        'ordering': ['meeting', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'position'), name='an_agenda_has_each_position_once'), models.UniqueConstraint(condition=models.Q(('kind', 'deliberation'), ('result', '')), fields=('case',), name='a_case_waits_on_one_agenda'), models.UniqueConstraint(condition=models.Q(('result', '')), fields=('challenge',), name='a_challenge_waits_on_one_agenda'), models.CheckConstraint(condition=models.Q(models.Q(('challenge__isnull', True), ('kind', 'deliberation'), ('outcome__isnull', False)), models.Q(('challenge__isnull', False), ('kind', 'challenge')), _connector='OR'), name='an_agenda_item_is_about_an_outcome_or_a_challenge')],
                    },
                ),
                migrations.CreateModel(
                    name='Appeal',
                    fields=[
                        ('proceeding_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='certification.proceeding')),
                        ('appealed_digest', models.CharField(max_length=64, verbose_name='what is appealed, sha256')),
                        ('decision', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='certification.decision')),
                        ('event', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='certification.certificateevent')),
                        ('hearer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'Appeal',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('event__isnull', True)), models.Q(('decision__isnull', True), ('event__isnull', False)), _connector='OR'), name='an_appeal_is_against_one_decision_or_one_event')],
                    },
                    bases=('certification.proceeding',),
                ),
                migrations.CreateModel(
                    name='Change',
                    fields=[
                        ('proceeding_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='certification.proceeding')),
                        ('what', models.CharField(choices=[('name', 'Name of the holder or of the service'), ('ownership', 'Ownership or legal form'), ('site', 'Site'), ('version', 'Version'), ('function', 'Function')], max_length=10, verbose_name='what changes')),
                        ('takes_effect_on', models.DateField(verbose_name='takes effect on')),
                    ],
                    options={
                        'verbose_name': 'Report of a change',
                    },
                    bases=('certification.proceeding',),
                ),
                migrations.CreateModel(
                    name='Complaint',
                    fields=[
                        ('proceeding_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='certification.proceeding')),
                        ('about', models.CharField(choices=[('certificate', 'A certified service'), ('mark', 'Use of the mark or of the name of the certification')], max_length=12, verbose_name='about')),
                        ('accused', models.CharField(blank=True, max_length=300, verbose_name='who or what it is about')),
                        ('token', models.CharField(default=cityloop.certification.models.complaint._token, editable=False, max_length=64, unique=True)),
                        ('answer', models.TextField(blank=True, verbose_name='answer')),
                    ],
                    options={
                        'verbose_name': 'Complaint',
                    },
                    bases=('certification.proceeding',),
                ),
                migrations.CreateModel(
                    name='Surveillance',
                    fields=[
                        ('proceeding_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='certification.proceeding')),
                        ('planned_on', models.DateField(verbose_name='planned for')),
                    ],
                    options={
                        'verbose_name': 'Surveillance',
                    },
                    bases=('certification.proceeding',),
                ),
                migrations.CreateModel(
                    name='Withdrawal',
                    fields=[
                        ('proceeding_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='certification.proceeding')),
                        ('ground', models.CharField(choices=[('fraud', 'Obtained by deceit or other wrongful means (Art. 17(1)1)'), ('below_criteria', 'No longer meets the criteria (Art. 17(1)2)')], max_length=20, verbose_name='Ground')),
                    ],
                    options={
                        'verbose_name': 'Withdrawal',
                    },
                    bases=('certification.proceeding',),
                ),
                migrations.CreateModel(
                    name='CertificateEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('issued', 'Issued'), ('suspended', 'Suspended'), ('reinstated', 'Suspension lifted'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired'), ('superseded', 'Superseded by a new certificate')], max_length=12, verbose_name='event')),
                        ('at', models.DateTimeField()),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='certification.certificate')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'event of a certificate',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CertificatePaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=2, verbose_name='language')),
                        ('says', models.CharField(choices=[('valid', 'Valid'), ('suspended', 'Suspended'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired'), ('superseded', 'Superseded')], max_length=12, verbose_name='status on the paper')),
                        ('sha256', models.CharField(max_length=64, verbose_name='sha256')),
                        ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                        ('given_at', models.DateTimeField(verbose_name='first given out')),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='certification.certificate')),
                    ],
                    options={
                        'verbose_name': 'paper of a certificate',
                        'ordering': ['given_at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('sha256',), name='a_paper_of_a_certificate_has_a_hash_of_its_own')],
                    },
                ),
                migrations.CreateModel(
                    name='Committee',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scheme', models.CharField(max_length=80, verbose_name='scheme')),
                        ('profile', models.CharField(blank=True, max_length=40, verbose_name='field profile')),
                        ('formed_at', models.DateTimeField(verbose_name='formed')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.edition')),
                        ('formed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'certification committee',
                        'ordering': ['-formed_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='CommitteeMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('qualification', models.CharField(choices=[('professor', 'Assistant professor or above with 5 years in the field (Art. 4(3)1)'), ('researcher', 'Senior researcher or above with 5 years of research (Art. 4(3)2)'), ('industry', '10 years in the smart-city field in a company (Art. 4(3)3)'), ('official', 'Official of a central agency in charge of the matter (Art. 4(3)4)'), ('recognised', 'Recognised by the minister as equal or better (Art. 4(3)5)')], max_length=12, verbose_name='qualification')),
                        ('career', models.TextField(verbose_name='career that shows it')),
                        ('of_field', models.BooleanField(default=False, verbose_name='from the field of the service')),
                        ('since', models.DateField(verbose_name='since')),
                        ('until', models.DateField(verbose_name='last day of the term')),
                        ('fitness', models.TextField(blank=True, verbose_name='review of fitness')),
                        ('at', models.DateTimeField()),
                        ('appointed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='certification.committee')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_terms', to=settings.AUTH_USER_MODEL)),
                        ('renews', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewed_by', to='certification.committeemember')),
                    ],
                    options={
                        'verbose_name': 'committee member',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('committee', 'person', 'since'), name='a_term_begins_once'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='a_term_lasts_for_some_time'), models.CheckConstraint(condition=models.Q(('career', ''), _negated=True), name='a_member_shows_the_qualification'), models.CheckConstraint(condition=models.Q(models.Q(('fitness', ''), ('renews__isnull', True)), models.Q(('renews__isnull', False), models.Q(('fitness', ''), _negated=True)), _connector='OR'), name='a_term_is_renewed_after_a_review_of_fitness')],
                    },
                ),
                migrations.CreateModel(
                    name='ChairVote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField(default=1, verbose_name='round')),
                        ('at', models.DateTimeField()),
                        ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chair_votes', to='certification.committee')),
                        ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certification.committeemember')),
                        ('voter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certification.committeemember')),
                    ],
                    options={
                        'verbose_name': 'vote for a chair',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('committee', 'round', 'voter'), name='a_member_votes_once_for_a_chair')],
                    },
                ),
                migrations.CreateModel(
                    name='Chair',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                        ('votes', models.PositiveSmallIntegerField(verbose_name='votes')),
                        ('of', models.PositiveSmallIntegerField(verbose_name='members in office')),
                        ('at', models.DateTimeField()),
                        ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chairs', to='certification.committee')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certification.committeemember')),
                    ],
                    options={
                        'verbose_name': 'chair of a committee',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('committee', 'round'), name='an_election_has_one_chair')],
                    },
                ),
                migrations.CreateModel(
                    name='Ballot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('vote', models.CharField(choices=[('for', 'In favour'), ('against', 'Against'), ('return', 'Evaluate again'), ('abstain', 'Abstain')], max_length=8, verbose_name='vote')),
                        ('dissent', models.TextField(blank=True, verbose_name='opinion in writing')),
                        ('at', models.DateTimeField()),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='certification.agendaitem')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='certification.committeemember')),
                    ],
                    options={
                        'verbose_name': 'ballot',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('item', 'member'), name='a_member_votes_once_on_an_item')],
                    },
                ),
                migrations.CreateModel(
                    name='Dismissal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ground', models.CharField(choices=[('incapacity', 'Physical or mental incapacity (Art. 5(5)1)'), ('misconduct', 'Misconduct in office (Art. 5(5)2)'), ('neglect', 'Neglect of duty or loss of dignity (Art. 5(5)3)'), ('not_recused', 'Did not step aside in spite of a ground (Art. 5(5)4)'), ('own_wish', "At the member's own wish (Art. 5(5)5)")], max_length=12, verbose_name='ground')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dismissal', to='certification.committeemember')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'dismissal',
                    },
                ),
                migrations.CreateModel(
                    name='DocumentRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asks', models.TextField(verbose_name='documents asked for')),
                        ('answer_by', models.DateField(verbose_name='answer by')),
                        ('at', models.DateTimeField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='document_requests', to='assessment.case')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'request for documents',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=255, verbose_name='file name')),
                        ('media_type', models.CharField(blank=True, max_length=100, verbose_name='media type')),
                        ('size', models.PositiveBigIntegerField(default=0, verbose_name='size in bytes')),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='sha256')),
                        ('text', models.TextField(verbose_name='answer')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='certification.documentrequest')),
                    ],
                    options={
                        'verbose_name': 'answer to a request for documents',
                    },
                ),
                migrations.CreateModel(
                    name='Finding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('found', models.TextField(verbose_name='what was found')),
                        ('answer_by', models.DateField(verbose_name='answer by')),
                        ('at', models.DateTimeField()),
                        ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='assessment.evidence')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='certification.visit')),
                    ],
                    options={
                        'verbose_name': 'finding of a visit',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='FindingAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(verbose_name='answer')),
                        ('at', models.DateTimeField()),
                        ('finding', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='certification.finding')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'answer to a finding',
                    },
                ),
                migrations.CreateModel(
                    name='FindingRuling',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('confirmed', models.BooleanField(verbose_name='confirmed')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('finding', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ruling', to='certification.finding')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'ruling on a finding',
                    },
                ),
                migrations.CreateModel(
                    name='Credential',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status_list', models.PositiveIntegerField(verbose_name='status list')),
                        ('status_index', models.PositiveIntegerField(verbose_name='place on the status list')),
                        ('content', models.JSONField(verbose_name='content')),
                        ('at', models.DateTimeField()),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='certification.certificate')),
                        ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certification.issuingkey')),
                    ],
                    options={
                        'verbose_name': 'credential',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('status_list', 'status_index'), name='a_place_on_a_status_list_is_taken_once'), models.CheckConstraint(condition=models.Q(('status_index__lt', 131072)), name='a_credential_has_a_place_on_its_status_list')],
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                        ('meets_at', models.DateTimeField(verbose_name='meets')),
                        ('place', models.CharField(max_length=200, verbose_name='place')),
                        ('notice', models.TextField(blank=True, verbose_name='notice')),
                        ('called_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('called', 'Called'), ('closed', 'Meeting closed'), ('cancelled', 'Cancelled')], default='called', max_length=10, verbose_name='state')),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('called_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='certification.committee')),
                    ],
                    options={
                        'verbose_name': 'meeting of the committee',
                        'ordering': ['-meets_at', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('committee', 'number'), name='a_committee_counts_its_meetings'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'called')), models.Q(models.Q(('state', 'called'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='a_meeting_that_is_over_says_since_when')],
                    },
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='certification.committeemember')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='certification.meeting')),
                    ],
                    options={
                        'verbose_name': 'attendance',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='a_member_signs_in_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Minutes',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content', models.JSONField(help_text='what was done; its canonical JSON has the digest', verbose_name='content')),
                        ('digest', models.CharField(max_length=64, unique=True, verbose_name='sha256')),
                        ('at', models.DateTimeField()),
                        ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='certification.meeting')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'minutes of a meeting',
                    },
                ),
                migrations.CreateModel(
                    name='ProceedingEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('action', models.CharField(max_length=40)),
                        ('before', models.CharField(blank=True, max_length=30)),
                        ('after', models.CharField(max_length=30)),
                        ('at', models.DateTimeField()),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='certification.proceeding')),
                    ],
                    options={
                        'verbose_name': 'step of a proceeding',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='FiledPaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=255, verbose_name='file name')),
                        ('media_type', models.CharField(max_length=100)),
                        ('size', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64, verbose_name='sha256')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='certification.proceedingevent')),
                    ],
                    options={
                        'verbose_name': 'paper of a proceeding',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('event', 'sha256'), name='a_paper_is_handed_in_once_with_a_step')],
                    },
                ),
                migrations.CreateModel(
                    name='Recusal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('by_itself', models.BooleanField(default=False, verbose_name='stepped aside')),
                        ('reason_ko', models.TextField(verbose_name='reason in Korean')),
                        ('reason_en', models.TextField(verbose_name='reason in English')),
                        ('at', models.DateTimeField()),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='certification.agendaitem')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='certification.committeemember')),
                    ],
                    options={
                        'verbose_name': 'recusal',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('item', 'member'), name='a_member_is_recused_once_from_an_item')],
                    },
                ),
                migrations.CreateModel(
                    name='Renewal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='renewal', to='assessment.case')),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='certification.certificate')),
                    ],
                    options={
                        'verbose_name': 'renewal',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Report',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField(default=1, verbose_name='round')),
                        ('content', models.JSONField(help_text='what was reported; its canonical JSON has the digest', verbose_name='content')),
                        ('digest', models.CharField(max_length=64, unique=True, verbose_name='sha256')),
                        ('note', models.TextField(blank=True, verbose_name='note')),
                        ('at', models.DateTimeField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='assessment.case')),
                        ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.outcome')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'certification report',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'round'), name='a_round_has_one_report')],
                    },
                ),
                migrations.CreateModel(
                    name='Decision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField(default=1, verbose_name='round')),
                        ('outcome_digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('verdict', models.CharField(choices=[('granted', 'Granted'), ('refused', 'Refused')], max_length=10, verbose_name='decision')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='assessment.case')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='certification.report')),
                    ],
                    options={
                        'verbose_name': 'decision',
                        'ordering': ['round'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'round'), name='a_round_has_one_decision')],
                    },
                ),
                migrations.CreateModel(
                    name='Review',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('round', models.PositiveSmallIntegerField(default=1, verbose_name='round')),
                        ('outcome_digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('recommendation', models.CharField(choices=[('grant', 'Grant'), ('refuse', 'Refuse')], max_length=10, verbose_name='recommendation')),
                        ('note', models.TextField(verbose_name='note')),
                        ('at', models.DateTimeField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='assessment.case')),
                        ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.outcome')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'review',
                        'ordering': ['round'],
                        'constraints': [models.UniqueConstraint(fields=('case', 'round'), name='a_round_has_one_review')],
                    },
                ),
                migrations.CreateModel(
                    name='RoundFigures',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('through', models.PositiveBigIntegerField(verbose_name='number of the last event counted')),
                        ('cases', models.PositiveIntegerField(verbose_name='closed cases')),
                        ('content', models.JSONField(help_text='a list of notice, field and figures', verbose_name='content')),
                        ('computed_at', models.DateTimeField()),
                        ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='assessment.edition')),
                    ],
                    options={
                        'verbose_name': 'figures of a round',
                    },
                ),
                migrations.CreateModel(
                    name='Suspension',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scope', models.TextField(verbose_name='what is suspended')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='last day of the suspension')),
                        ('condition', models.TextField(blank=True, verbose_name='what has to be shown')),
                        ('because', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to='certification.proceeding')),
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='suspension', to='certification.certificateevent')),
                    ],
                    options={
                        'verbose_name': 'terms of a suspension',
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', False), models.Q(('condition', ''), _negated=True), _connector='OR'), name='a_suspension_says_until_when_or_until_what_is_shown')],
                    },
                ),
                migrations.CreateModel(
                    name='TechnicalReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('questions', models.TextField(verbose_name='questions to the body')),
                        ('due_on', models.DateField(verbose_name='report due')),
                        ('at', models.DateTimeField()),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='technical_reviews', to='organisations.organisation')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='technical_reviews', to='assessment.case')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'technical review',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TechnicalReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=255, verbose_name='file name')),
                        ('media_type', models.CharField(blank=True, max_length=100, verbose_name='media type')),
                        ('size', models.PositiveBigIntegerField(default=0, verbose_name='size in bytes')),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='sha256')),
                        ('summary', models.TextField(verbose_name='summary')),
                        ('findings', models.TextField(verbose_name='findings')),
                        ('digest', models.CharField(max_length=64, verbose_name='digest')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='certification.technicalreview')),
                    ],
                    options={
                        'verbose_name': 'report of a technical review',
                        'constraints': [models.CheckConstraint(condition=models.Q(('sha256', ''), _negated=True), name='a_report_of_a_technical_review_is_a_file')],
                    },
                ),
                migrations.CreateModel(
                    name='TechnicalCancellation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cancellation', to='certification.technicalreview')),
                    ],
                    options={
                        'verbose_name': 'cancelled technical review',
                    },
                ),
                migrations.CreateModel(
                    name='TechnicalVerdict',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('accepted', models.BooleanField(verbose_name='accepted')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verdict', to='certification.technicalreport')),
                    ],
                    options={
                        'verbose_name': 'review of a technical report',
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_verdict_on_a_technical_report_has_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='day of the visit')),
                        ('place', models.CharField(max_length=200, verbose_name='place')),
                        ('visitors', models.CharField(max_length=500, verbose_name='visitors')),
                        ('agenda', models.TextField(verbose_name='agenda')),
                        ('at', models.DateTimeField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='assessment.case')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'site visit',
                        'ordering': ['at', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='VisitRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=255, verbose_name='file name')),
                        ('media_type', models.CharField(blank=True, max_length=100, verbose_name='media type')),
                        ('size', models.PositiveBigIntegerField(default=0, verbose_name='size in bytes')),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='sha256')),
                        ('attendees', models.CharField(max_length=500, verbose_name='attendees')),
                        ('observations', models.TextField(verbose_name='observations')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='certification.visit')),
                    ],
                    options={
                        'verbose_name': 'record of a visit',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('sha256', '')), models.Q(models.Q(('name', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='a_report_of_a_visit_has_a_hash')],
                    },
                ),
                migrations.CreateModel(
                    name='Ruling',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('verdict', models.CharField(choices=[('upheld', 'Upheld'), ('dismissed', 'Dismissed')], max_length=10, verbose_name='ruling')),
                        ('back_to', models.CharField(blank=True, choices=[('evaluation', 'To the evaluation, with other assessors'), ('review', 'To the review, on the same marks')], max_length=10, verbose_name='the case goes back')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('appealed_digest', models.CharField(max_length=64, verbose_name='what is appealed, sha256')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ruling', to='certification.appeal')),
                    ],
                    options={
                        'verbose_name': 'ruling on an appeal',
                        'constraints': [models.CheckConstraint(condition=models.Q(('verdict', 'upheld'), ('back_to', ''), _connector='OR'), name='only_an_upheld_appeal_sends_a_case_back')],
                    },
                ),
                migrations.CreateModel(
                    name='Reissue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content', models.JSONField(verbose_name='content until then')),
                        ('digest', models.CharField(max_length=64, unique=True, verbose_name='sha256')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('at', models.DateTimeField(verbose_name='issued anew')),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reissues', to='certification.certificate')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('change', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reissue', to='certification.change')),
                    ],
                    options={
                        'verbose_name': 'reissue of a certificate',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_reissue_has_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Complainant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=100, verbose_name='name of the person')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='mail address')),
                        ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='complainant', to='certification.complaint')),
                    ],
                    options={
                        'verbose_name': 'complainant',
                    },
                ),
                migrations.CreateModel(
                    name='Inquiry',
                    fields=[
                        ('proceeding_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='certification.proceeding')),
                        ('designation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='organisations.designation')),
                    ],
                    options={
                        'verbose_name': 'Inquiry into an evaluation body',
                    },
                    bases=('certification.proceeding',),
                ),
                migrations.CreateModel(
                    name='SurveillanceReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seen_on', models.DateField(verbose_name='seen on')),
                        ('result', models.CharField(choices=[('conforming', 'Conforming'), ('nonconforming', 'Nonconforming')], max_length=14, verbose_name='result')),
                        ('findings', models.TextField(verbose_name='findings')),
                        ('correction', models.TextField(blank=True, verbose_name='what is to be corrected')),
                        ('correct_by', models.DateField(blank=True, null=True, verbose_name='to be corrected by')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('surveillance', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='certification.surveillance')),
                    ],
                    options={
                        'verbose_name': 'surveillance report',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('correct_by__isnull', True), ('result', 'conforming')), models.Q(('correct_by__isnull', False), ('result', 'nonconforming'), models.Q(('correction', ''), _negated=True)), _connector='OR'), name='what_does_not_conform_is_to_be_corrected_by_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='WithdrawalNotice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                        ('reason', models.TextField(verbose_name='reason')),
                        ('deadline', models.DateField(verbose_name='last day to explain')),
                        ('at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('withdrawal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='certification.withdrawal')),
                    ],
                    options={
                        'verbose_name': 'notice of withdrawal',
                        'ordering': ['number'],
                        'constraints': [models.UniqueConstraint(fields=('withdrawal', 'number'), name='a_notice_of_withdrawal_is_given_once'), models.CheckConstraint(condition=models.Q(('number__in', [1, 2])), name='a_withdrawal_has_two_notices_at_most')],
                    },
                ),
            ],
        ),
    ]
