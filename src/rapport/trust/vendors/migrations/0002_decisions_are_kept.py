"""A new decision about a vendor is a new row; purposes, retention and answers are part of it."""

from django.db import migrations, models

GUARD = """
CREATE FUNCTION rapport_vendor_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.replaced_at IS NULL
     AND to_jsonb(OLD) - 'replaced_at' = to_jsonb(NEW) - 'replaced_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The record is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER trust_vendors_vendor_guard BEFORE UPDATE OR DELETE ON trust_vendors_vendor
  FOR EACH ROW EXECUTE FUNCTION rapport_vendor_guard();
"""
UNGUARD = "DROP TRIGGER trust_vendors_vendor_guard ON trust_vendors_vendor; DROP FUNCTION rapport_vendor_guard();"


class Migration(migrations.Migration):
    dependencies = [("trust_vendors", "0001_initial")]
    operations = [
        migrations.AlterField("vendor", "host", models.CharField(max_length=200)),
        migrations.AlterField(
            "vendor", "service", models.CharField(choices=[("language_model", "Language model"), ("speech", "Speech"), ("backup", "Backup"), ("storage", "Storage"), ("email", "Email"), ("messages", "Messages"), ("clearinghouse", "Clearinghouse"), ("telehealth", "Telehealth"), ("other", "Other")], max_length=40)
        ),
        migrations.AddField("vendor", "retention", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddField("vendor", "purposes", models.JSONField(default=list)),
        migrations.AddField("vendor", "answers", models.JSONField(default=dict)),
        migrations.AddField("vendor", "decided_by_name", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddField("vendor", "replaced_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "vendor",
            models.UniqueConstraint(condition=models.Q(("replaced_at__isnull", True)), fields=("host",), name="one_decision_counts_per_host"),
        ),
        migrations.AddConstraint(
            "vendor",
            models.CheckConstraint(
                condition=models.Q(("baa_ends_on__isnull", True), ("baa_signed_on__isnull", True), ("baa_ends_on__gte", models.F("baa_signed_on")), _connector="OR"),
                name="an_agreement_ends_after_it_begins",
            ),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
