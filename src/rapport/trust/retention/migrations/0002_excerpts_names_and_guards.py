"""Excerpts and signature in the settings; names beside ids; the register of deletions is append-only."""

from django.db import migrations, models

GUARD = (
    "CREATE TRIGGER trust_retention_deletion_guard BEFORE UPDATE OR DELETE ON trust_retention_deletion "
    "FOR EACH ROW EXECUTE FUNCTION rapport_append_only();"
)
UNGUARD = "DROP TRIGGER trust_retention_deletion_guard ON trust_retention_deletion;"


class Migration(migrations.Migration):
    dependencies = [("trust_retention", "0001_initial"), ("safeguards_audit", "0002_append_only")]
    operations = [
        migrations.AddField("retentionsetting", "until_signature", models.BooleanField(default=True)),
        migrations.AddField("retentionsetting", "excerpts", models.BooleanField(null=True)),
        migrations.AddField("deletion", "by_name", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddField("legalhold", "set_by_name", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddConstraint(
            "retentionsetting",
            models.CheckConstraint(
                condition=models.Q(("session_id__isnull", True), ("client__isnull", False), _connector="OR"),
                name="a_session_setting_names_its_client",
            ),
        ),
        migrations.AddConstraint(
            "legalhold",
            models.UniqueConstraint(condition=models.Q(("lifted_at__isnull", True)), fields=("client",), name="one_open_hold_per_client"),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
