import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0007_history_of_indicators_and_targets'),
    ]

    operations = [
        migrations.CreateModel(
            name='DefinitionChangeHistory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('effective_from', models.DateField(help_text='The first day that is counted by the new definition. From here on no arrow, run, average or trend reaches back over this day, and a period that runs over it, such as a rolling year, is compared with no other. Submitted reports stay as they are.', verbose_name='first day')),
                ('sentence', models.CharField(help_text='One sentence. Reports print it where the arrow would stand.', max_length=300, verbose_name='what changed')),
                ('history_change_reason', models.CharField(max_length=300, null=True)),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('indicator', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='indicators.indicator')),
            ],
            options={
                'verbose_name': 'record of definition changes',
                'verbose_name_plural': 'history of definition changes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': ('view',),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='DefinitionChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('effective_from', models.DateField(help_text='The first day that is counted by the new definition. From here on no arrow, run, average or trend reaches back over this day, and a period that runs over it, such as a rolling year, is compared with no other. Submitted reports stay as they are.', verbose_name='first day')),
                ('sentence', models.CharField(help_text='One sentence. Reports print it where the arrow would stand.', max_length=300, verbose_name='what changed')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='definition_changes', to='indicators.indicator')),
            ],
            options={
                'ordering': ['indicator', 'effective_from'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'effective_from'), name='definition_change_once_a_day', violation_error_message='This indicator already has a new definition from that day. Change its sentence instead.'), models.CheckConstraint(condition=models.Q(('sentence', ''), _negated=True), name='definition_change_says_what', violation_error_message='Say in a sentence what changed.')],
            },
        ),
    ]
