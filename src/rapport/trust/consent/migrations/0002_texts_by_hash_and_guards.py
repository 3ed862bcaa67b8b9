"""A text is known by its hash; answers can only be added and ended, in the database itself."""

from django.db import migrations, models

GUARD = """
CREATE FUNCTION rapport_answer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
     AND to_jsonb(OLD) - '{ended_at,ended_by,ended_because}'::text[]
       = to_jsonb(NEW) - '{ended_at,ended_by,ended_because}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The record is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER trust_consent_consentsignature_guard BEFORE UPDATE OR DELETE ON trust_consent_consentsignature
  FOR EACH ROW EXECUTE FUNCTION rapport_answer_guard();
CREATE TRIGGER trust_consent_consentdocument_guard BEFORE UPDATE OR DELETE ON trust_consent_consentdocument
  FOR EACH ROW EXECUTE FUNCTION rapport_append_only();
CREATE TRIGGER trust_consent_reconfirmation_guard BEFORE UPDATE OR DELETE ON trust_consent_reconfirmation
  FOR EACH ROW EXECUTE FUNCTION rapport_append_only();
"""
UNGUARD = """
DROP TRIGGER trust_consent_consentsignature_guard ON trust_consent_consentsignature;
DROP TRIGGER trust_consent_consentdocument_guard ON trust_consent_consentdocument;
DROP TRIGGER trust_consent_reconfirmation_guard ON trust_consent_reconfirmation;
DROP FUNCTION rapport_answer_guard();
"""
# A text kept before this migration becomes one part, so that it can still be shown.
KEEP_TEXTS = """
UPDATE trust_consent_consentdocument
  SET body = jsonb_build_object(
    'parts', jsonb_build_array(jsonb_build_array('', to_jsonb(string_to_array(text, E'\\n\\n')))),
    'purposes', '[]'::jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("trust_consent", "0001_initial"), ("safeguards_audit", "0002_append_only")]
    operations = [
        migrations.RemoveConstraint("consentdocument", "one_document_per_version"),
        migrations.AlterField("consentdocument", "version", models.CharField(max_length=32)),
        migrations.AddField("consentdocument", "body", models.JSONField(default=dict)),
        migrations.AddField("consentdocument", "hosts", models.JSONField(default=list)),
        migrations.RunSQL(KEEP_TEXTS, migrations.RunSQL.noop),
        migrations.RemoveField("consentdocument", "text"),
        migrations.AlterField("consentdocument", "sha256", models.CharField(max_length=64, unique=True)),
        migrations.AlterField(
            "consentsignature", "purpose",
            models.CharField(
                choices=[
                    ("recording", "Recording"), ("transcription", "Turning speech into text"),
                    ("note_drafting", "Drafting the note"), ("client_summary", "A summary for the client"),
                    ("voiceprint", "Knowing a voice"), ("progress_analytics", "Progress over time"),
                    ("risk_flagging", "Pointing out risk"), ("plan_suggestions", "Ideas for the plan"),
                    ("companion", "Between sessions"), ("research", "Research"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField("consentsignature", "recorded_by_name", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddConstraint(
            "consentsignature",
            models.CheckConstraint(condition=models.Q(("answer", "declined"), ("document__isnull", False), _connector="OR"), name="a_yes_is_to_a_text"),
        ),
        migrations.AddConstraint(
            "consentsignature",
            models.CheckConstraint(condition=models.Q(("ended_at__isnull", True), ("ended_by__isnull", False), _connector="OR"), name="an_end_names_who"),
        ),
        migrations.AddField("reconfirmation", "heard_by_person", models.BooleanField(default=True), preserve_default=False),
        migrations.AddConstraint(
            "reconfirmation",
            models.CheckConstraint(condition=models.Q(("heard_by_person", True)), name="a_person_hears_a_yes"),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
