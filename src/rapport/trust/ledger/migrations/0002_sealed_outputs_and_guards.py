"""Hashes, sources and reasons are sealed under the client's key; a run closes once; nothing else changes.

The two tables are made anew: what an unreleased version put into them stood there in the clear.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import rapport.safeguards.vault.fields

GUARD = """
CREATE FUNCTION rapport_run_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'open' AND NEW.state <> 'open'
     AND to_jsonb(OLD) - '{state,refusal,refusal_source,seconds}'::text[]
       = to_jsonb(NEW) - '{state,refusal,refusal_source,seconds}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The record is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER trust_ledger_run_guard BEFORE UPDATE OR DELETE ON trust_ledger_run
  FOR EACH ROW EXECUTE FUNCTION rapport_run_guard();
CREATE TRIGGER trust_ledger_output_guard BEFORE UPDATE OR DELETE ON trust_ledger_output
  FOR EACH ROW EXECUTE FUNCTION rapport_append_only();
CREATE TRIGGER trust_ledger_humandecision_guard BEFORE UPDATE OR DELETE ON trust_ledger_humandecision
  FOR EACH ROW EXECUTE FUNCTION rapport_append_only();
"""
UNGUARD = """
DROP TRIGGER trust_ledger_run_guard ON trust_ledger_run;
DROP TRIGGER trust_ledger_output_guard ON trust_ledger_output;
DROP TRIGGER trust_ledger_humandecision_guard ON trust_ledger_humandecision;
DROP FUNCTION rapport_run_guard();
"""
STATES = [("open", "Running"), ("finished", "Finished"), ("refused", "Refused"), ("stopped", "Stopped"), ("failed", "Failed")]


class Migration(migrations.Migration):
    dependencies = [("trust_ledger", "0001_initial"), ("safeguards_audit", "0002_append_only")]
    operations = [
        migrations.DeleteModel("HumanDecision"),
        migrations.DeleteModel("Output"),
        migrations.AddField("run", "asked_by_name", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddField("run", "host", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AlterField("run", "state", models.CharField(choices=STATES, default="open", max_length=10)),
        migrations.RunSQL(
            "UPDATE trust_ledger_run SET refusal = 'Not put down' WHERE state IN ('refused', 'stopped') AND refusal = '';",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            "run",
            models.CheckConstraint(
                condition=models.Q(models.Q(("state__in", ["refused", "stopped"]), _negated=True), models.Q(("refusal", ""), _negated=True), _connector="OR"),
                name="a_refusal_says_why",
            ),
        ),
        migrations.CreateModel(
            name="Output",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.UUIDField(editable=False)),
                ("kind", models.CharField(max_length=20)),
                ("content_sha256", rapport.safeguards.vault.fields.SealedText(default="")),
                ("sources", rapport.safeguards.vault.fields.SealedJSON(default=list)),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="outputs", to="trust_ledger.run")),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="HumanDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.UUIDField(editable=False)),
                ("decision", models.CharField(max_length=10)),
                ("reason", rapport.safeguards.vault.fields.SealedText(default="")),
                ("words_changed", models.PositiveIntegerField(default=0)),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(blank=True, max_length=120)),
                ("by_person", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("output", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="trust_ledger.output")),
            ],
            options={
                "ordering": ["at"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("by_person", True)), name="a_person_decides"),
                    models.CheckConstraint(condition=models.Q(("decision__in", ["accepted", "edited", "rejected"])), name="a_decision_is_known"),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
