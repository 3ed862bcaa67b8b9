"""Who answered a rule by name, what was found; the database refuses to change or remove either."""

from django.db import migrations, models

TABLES = ("trust_jurisdictions_localoverride", "trust_jurisdictions_attestation")
GUARD = "".join(
    f"CREATE TRIGGER {t}_guard BEFORE UPDATE OR DELETE ON {t} FOR EACH ROW EXECUTE FUNCTION rapport_append_only();"
    for t in TABLES
)
UNGUARD = "".join(f"DROP TRIGGER {t}_guard ON {t};" for t in TABLES)


class Migration(migrations.Migration):
    dependencies = [("trust_jurisdictions", "0001_initial"), ("safeguards_audit", "0002_append_only")]
    operations = [
        migrations.AddField("localoverride", "by_name", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddField("attestation", "by_name", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddField("attestation", "found", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AlterField(
            "localoverride", "effect",
            models.CharField(choices=[("allow", "allow"), ("review", "review"), ("consent", "consent"), ("block", "block")], max_length=10),
        ),
        migrations.AddConstraint(
            "localoverride",
            models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="an_override_has_a_reason"),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
