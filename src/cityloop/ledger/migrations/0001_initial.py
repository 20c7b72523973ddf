import cityloop.audit.together
import django.db.models.deletion
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
                    name='Instalment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                        ('item', models.CharField(max_length=100, verbose_name='item')),
                        ('title_ko', models.CharField(max_length=300, verbose_name='title in Korean')),
                        ('title_en', models.CharField(max_length=300, verbose_name='title in English')),
                        ('amount', models.BigIntegerField(verbose_name='amount')),
                        ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='condition met')),
                        ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='ledger.obligation')),
                    ],
                    options={
                        'verbose_name': 'instalment',
                        'ordering': ['obligation', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('obligation', 'position'), name='instalments_are_numbered'), models.UniqueConstraint(fields=('obligation', 'item'), name='an_item_has_one_instalment'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='an_instalment_is_of_an_amount')],
                    },
                ),
                migrations.CreateModel(
                    name='Invoice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=80, unique=True, verbose_name='number')),
                        ('amount', models.BigIntegerField(verbose_name='amount')),
                        ('currency', models.CharField(max_length=3, verbose_name='currency')),
                        ('account', models.CharField(max_length=200, verbose_name='account to be paid into')),
                        ('note', models.TextField(blank=True, verbose_name='note of the invoice')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('issued_at', models.DateTimeField(verbose_name='date of issue')),
                        ('state', models.CharField(choices=[('issued', 'Invoice issued'), ('approved', 'Approved for payment'), ('returned', 'Invoice returned'), ('paid', 'Paid')], default='issued', max_length=10, verbose_name='state')),
                        ('paid', models.BigIntegerField(default=0, verbose_name='paid')),
                        ('instalment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='ledger.instalment')),
                        ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'invoice',
                        'ordering': ['issued_at', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'returned'), _negated=True), fields=('instalment',), name='an_instalment_is_invoiced_once'), models.CheckConstraint(condition=models.Q(('paid', 0), models.Q(('paid', models.F('amount')), ('paid__gt', 0)), _connector='OR'), name='an_invoice_is_paid_once_and_in_full')],
                    },
                ),
                migrations.CreateModel(
                    name='Approval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('verdict', models.CharField(choices=[('approved', 'Approved for payment'), ('returned', 'Invoice returned')], max_length=10, verbose_name='verdict')),
                        ('digest', models.CharField(max_length=64, verbose_name='sha256')),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('at', models.DateTimeField()),
                        ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('invoice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='ledger.invoice')),
                    ],
                    options={
                        'verbose_name': 'approval of an invoice',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('person', models.F('issued_by')), _negated=True), name='nobody_approves_their_own_invoice'), models.CheckConstraint(condition=models.Q(('verdict', 'approved'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_returned_invoice_has_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Obligation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=60, unique=True, verbose_name='number')),
                        ('kind', models.CharField(choices=[('grant', 'Project grant'), ('fee', 'Fee'), ('recovery', 'Recovery')], max_length=10, verbose_name='kind')),
                        ('scheme', models.CharField(db_index=True, max_length=80, verbose_name='scheme or programme')),
                        ('about', models.CharField(max_length=120, verbose_name='what it is owed for')),
                        ('title_ko', models.CharField(max_length=300, verbose_name='title in Korean')),
                        ('title_en', models.CharField(max_length=300, verbose_name='title in English')),
                        ('amount', models.BigIntegerField(help_text="in the currency's smallest unit", verbose_name='amount')),
                        ('currency', models.CharField(max_length=3, verbose_name='currency')),
                        ('paid', models.BigIntegerField(default=0, verbose_name='paid')),
                        ('opened_at', models.DateTimeField(verbose_name='opened')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                        ('closed_because', models.TextField(blank=True, verbose_name='reason')),
                        ('simulated', models.BooleanField(default=False, verbose_name='simulated')),
                        ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keeps', to='organisations.organisation')),
                        ('payee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='is_owed', to='organisations.organisation', verbose_name='payee')),
                        ('payer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owes', to='organisations.organisation', verbose_name='payer')),
                        ('recovers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recoveries', to='ledger.obligation')),
                    ],
                    options={
                        'verbose_name': 'obligation',
                        'ordering': ['-opened_at', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'about'), name='a_matter_has_one_obligation_of_a_kind'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='an_obligation_is_of_an_amount'), models.CheckConstraint(condition=models.Q(('paid__gte', 0), ('paid__lte', models.F('amount'))), name='the_sum_paid_never_passes_the_amount'), models.CheckConstraint(condition=models.Q(('payer', models.F('payee')), _negated=True), name='nobody_owes_themselves'), models.CheckConstraint(condition=models.Q(('keeper', models.F('payer')), ('keeper', models.F('payee')), _connector='OR'), name='one_of_the_two_keeps_the_account'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('closed_because', ''), _negated=True), _connector='OR'), name='what_is_closed_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'recovery'), ('recovers__isnull', False)), models.Q(models.Q(('kind', 'recovery'), _negated=True), ('recovers__isnull', True)), _connector='OR'), name='a_recovery_says_what_it_recovers')],
                    },
                ),
                migrations.CreateModel(
                    name='Payment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('amount', models.BigIntegerField(verbose_name='amount')),
                        ('currency', models.CharField(max_length=3, verbose_name='currency')),
                        ('paid_on', models.DateField(verbose_name='paid on')),
                        ('reference', models.CharField(max_length=80, verbose_name='number of the transfer')),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('paid_in', models.CharField(blank=True, max_length=3, verbose_name='currency paid in')),
                        ('paid_amount', models.BigIntegerField(blank=True, null=True, verbose_name='amount paid in that currency')),
                        ('rate', models.DecimalField(blank=True, decimal_places=6, max_digits=15, null=True, verbose_name='exchange rate')),
                        ('rate_on', models.DateField(blank=True, null=True, verbose_name='day of the rate')),
                        ('rate_source', models.CharField(blank=True, max_length=200, verbose_name='source of the rate')),
                        ('at', models.DateTimeField()),
                        ('approval', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='ledger.approval')),
                        ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='ledger.invoice')),
                        ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='ledger.obligation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='ledger.payment')),
                    ],
                    options={
                        'verbose_name': 'payment',
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('reverses__isnull', True)), models.Q(('amount__lt', 0), ('reverses__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_payment_is_above_zero_and_a_reversal_has_a_reason'), models.CheckConstraint(condition=models.Q(('person', models.F('approved_by')), _negated=True), name='whoever_approved_does_not_pay'), models.CheckConstraint(condition=models.Q(models.Q(('paid_amount__isnull', True), ('paid_in', ''), ('rate__isnull', True), ('rate_on__isnull', True), ('rate_source', '')), models.Q(models.Q(('paid_in', ''), _negated=True), models.Q(('paid_in', models.F('currency')), _negated=True), models.Q(('rate_source', ''), _negated=True), ('paid_amount__isnull', False), ('rate__gt', 0), ('rate_on__isnull', False)), _connector='OR'), name='another_currency_comes_with_rate_day_and_source')],
                    },
                ),
            ],
        ),
    ]
