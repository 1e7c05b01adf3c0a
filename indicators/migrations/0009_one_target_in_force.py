from django.core.management.base import CommandError
from django.db import migrations, models

from indicators.overlaps import CONSTRAINT, TABLE, drop_triggers, make_triggers

NAMED = 20  # pairs in the refusal


def refuse_overlapping_targets(apps, schema_editor):
    """Name the pairs of targets that are in force at once: a person has to say which one ends."""
    Target = apps.get_model("indicators", "Target")
    pairs = list(overlapping(Target.objects.using(schema_editor.connection.alias)))
    if not pairs:
        return
    lines = [f"  {pair}" for pair in pairs[:NAMED]]
    if len(pairs) > NAMED:
        lines.append(f"  and {len(pairs) - NAMED} more")
    raise CommandError(
        "These targets of one indicator are in force at once. End the earlier of each pair, or "
        "delete one, in the admin of the version before; then migrate again.\n" + "\n".join(lines)
    )


def overlapping(targets):
    """Each pair in words. One query of all targets, in the order of their start."""
    last = None
    rows = targets.order_by("category", "effective_from", "pk").select_related(
        "indicator", "category"
    )
    for target in rows:
        if last and last.category_id == target.category_id:
            if last.effective_to is None or target.effective_from <= last.effective_to:
                band = f", {target.category.name}" if target.category.name else ""
                yield f"{target.indicator.code}{band}: {span(last)} and {span(target)}"
                if last.effective_to is None:
                    continue
                if target.effective_to and target.effective_to < last.effective_to:
                    continue
        last = target


def span(target):
    return f"from {target.effective_from} to {target.effective_to or 'further notice'}"


def add_guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"""
            ALTER TABLE indicators_target ADD CONSTRAINT {CONSTRAINT} EXCLUDE USING gist (
                int8range(category_id, category_id, '[]') WITH &&,
                daterange(effective_from, effective_to, '[]') WITH &&
            ) DEFERRABLE INITIALLY DEFERRED
            """
        )
        return
    schema_editor.execute(
        f"""
        CREATE TABLE {TABLE} (
            id integer PRIMARY KEY,
            one integer NOT NULL,
            other integer NOT NULL,
            never integer NOT NULL DEFAULT 0 REFERENCES {TABLE} (id) DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    make_triggers(using=schema_editor.connection.alias)


def remove_guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE indicators_target DROP CONSTRAINT {CONSTRAINT}")
        return
    drop_triggers(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0008_new_definitions")]
    operations = [
        # What follows it refuses more, and only on commit.
        migrations.RemoveConstraint("target", "target_one_start_a_category"),
        migrations.AddIndex(
            "target",
            models.Index(fields=["category", "effective_from"], name="target_of_a_category"),
        ),
        migrations.RunPython(refuse_overlapping_targets, migrations.RunPython.noop),
        migrations.RunPython(add_guard, remove_guard),
    ]
