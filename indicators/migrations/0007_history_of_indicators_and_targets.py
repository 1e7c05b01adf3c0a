import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models
from django.utils import timezone


def begin_history(apps, schema_editor):
    """Give what is there already its first record, so that its first change has a before."""
    _begin(apps.get_model("indicators", "Indicator"), apps.get_model("indicators", "IndicatorHistory"))
    _begin(apps.get_model("indicators", "Target"), apps.get_model("indicators", "TargetHistory"))


def _begin(model, records):
    common = {
        "history_type": "+",
        "history_date": timezone.now(),
        "history_change_reason": "As it stood when the history began",
    }
    rows = model.objects.order_by("pk").values()
    records.objects.bulk_create((records(**row, **common) for row in rows.iterator()), 1000)


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0006_changes_that_count_as_none'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndicatorHistory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=30)),
                ('name', models.CharField(max_length=200)),
                ('definition', models.TextField(blank=True, help_text='What is counted, who is left out, and how it is worked out.')),
                ('unit', models.CharField(choices=[('percent', 'Percentage'), ('count', 'Count'), ('rate_per_10000', 'Rate per 10,000'), ('pounds', 'Pounds'), ('days', 'Days'), ('ratio', 'Ratio')], max_length=20)),
                ('decimals', models.PositiveSmallIntegerField(default=0, help_text='The most digits shown after the point. No more are shown than were supplied.', validators=[django.core.validators.MaxValueValidator(4)])),
                ('polarity', models.CharField(choices=[('higher', 'Higher is better'), ('lower', 'Lower is better'), ('neither', 'Neither is better')], max_length=10)),
                ('frequency', models.CharField(choices=[('monthly', 'Monthly'), ('quarterly', 'Quarterly'), ('annual', 'Annual')], max_length=10)),
                ('basis', models.CharField(choices=[('snapshot', 'Position on a date'), ('month', 'One month'), ('quarter', 'One quarter'), ('last_3_months', 'Last 3 months'), ('rolling_12_months', 'Rolling 12 months'), ('year_to_date', 'Year to date'), ('year', 'One year')], max_length=20)),
                ('information_only', models.BooleanField(default=False, help_text='Shown in reports but neither rated nor judged.')),
                ('cumulative_to', models.CharField(blank=True, help_text='For an indicator in bands: rate the share up to and with this band, such as “41 to 45”. Empty: bands are shown and not rated.', max_length=100, verbose_name='counted up to the band')),
                ('tolerance', models.DecimalField(blank=True, decimal_places=4, help_text='How far from a target is still amber. Empty: the site-wide default.', max_digits=15, null=True)),
                ('tolerance_kind', models.CharField(choices=[('relative', 'Percentage of the target'), ('absolute', "In the indicator's own unit")], default='relative', max_length=10)),
                ('level_within', models.DecimalField(blank=True, decimal_places=4, help_text='A change up to this counts as no change: in points for percentages, else in the unit. Empty: only a change smaller than the last printed digit.', max_digits=15, null=True, verbose_name='level within')),
                ('owner', models.CharField(blank=True, help_text='Who answers for the figure.', max_length=100)),
                ('numerator_name', models.CharField(blank=True, max_length=100)),
                ('denominator_name', models.CharField(blank=True, max_length=100)),
                ('history_change_reason', models.CharField(max_length=300, null=True)),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'record of indicators',
                'verbose_name_plural': 'history of indicators',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': ('view',),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='TargetHistory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('single', 'One value to reach'), ('range', 'A range to stay in'), ('closer', 'One value to come close to')], default='single', max_length=10)),
                ('value', models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ('lower', models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ('upper', models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                ('amber_tolerance', models.DecimalField(blank=True, decimal_places=4, help_text="How far off is still amber. Empty: the indicator's own, or the default.", max_digits=15, null=True)),
                ('tolerance_kind', models.CharField(choices=[('relative', 'Percentage of the target'), ('absolute', "In the indicator's own unit")], default='relative', max_length=10)),
                ('origin', models.CharField(help_text='Where it comes from, for example “statistical neighbour average”.', max_length=200)),
                ('vintage', models.CharField(blank=True, help_text='The period a borrowed figure is for, such as 2015/16.', max_length=50)),
                ('indicative', models.BooleanField(default=False, help_text='Set for another group or period than the values, so ratings are indicative.')),
                ('effective_from', models.DateField()),
                ('effective_to', models.DateField(blank=True, help_text='The last day it is in force. Empty: until further notice.', null=True)),
                ('reason', models.CharField(blank=True, help_text='Why it was set or changed.', max_length=300)),
                ('history_change_reason', models.CharField(max_length=300, null=True)),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('category', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='indicators.category')),
                ('indicator', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='indicators.indicator')),
            ],
            options={
                'verbose_name': 'record of targets',
                'verbose_name_plural': 'history of targets',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': ('view',),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(begin_history, migrations.RunPython.noop),
    ]
