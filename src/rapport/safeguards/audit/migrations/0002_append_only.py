"""The database itself refuses to change or remove what is on the record."""

from django.db import migrations

TABLES = ("safeguards_audit_auditevent", "safeguards_audit_auditleaf", "safeguards_audit_auditcheckpoint")

FUNCTION = """
CREATE FUNCTION rapport_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The record is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
"""


def triggers() -> str:
    """Give the statements that guard each table."""
    return "".join(
        f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION rapport_append_only();"
        f"CREATE TRIGGER {table}_guard_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION rapport_append_only();"
        for table in TABLES
    )


def drop() -> str:
    """Give the statements that take the guards away."""
    guards = "".join(f"DROP TRIGGER {t}_guard ON {t}; DROP TRIGGER {t}_guard_all ON {t};" for t in TABLES)
    return guards + "DROP FUNCTION rapport_append_only();"


class Migration(migrations.Migration):
    dependencies = [("safeguards_audit", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION + triggers(), drop())]
