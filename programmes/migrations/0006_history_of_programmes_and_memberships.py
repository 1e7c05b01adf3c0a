import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def begin_history(apps, schema_editor):
    """Give what is there already its first record, so that its first change has a before."""
    _begin(apps.get_model("programmes", "Programme"), apps.get_model("programmes", "ProgrammeHistory"))
    _begin(apps.get_model("programmes", "Membership"), apps.get_model("programmes", "MembershipHistory"))


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
        ('indicators', '0007_history_of_indicators_and_targets'),
        ('programmes', '0005_archive_copies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MembershipHistory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'Delivery lead'), ('chair', 'Delivery-group chair')], max_length=10)),
                ('history_change_reason', models.CharField(max_length=300, null=True)),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'record of memberships',
                'verbose_name_plural': 'history of memberships',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': ('view',),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ProgrammeHistory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=20)),
                ('number', models.CharField(blank=True, max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('delivery_group', models.CharField(blank=True, max_length=200)),
                ('plan', models.CharField(blank=True, max_length=200)),
                ('year', models.CharField(blank=True, max_length=20)),
                ('history_change_reason', models.CharField(max_length=300, null=True)),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('area', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='indicators.area')),
            ],
            options={
                'verbose_name': 'record of programmes',
                'verbose_name_plural': 'history of programmes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': ('view',),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(begin_history, migrations.RunPython.noop),
    ]
