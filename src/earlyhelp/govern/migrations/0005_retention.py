"""How long an agency keeps what; and the functions that take rows out of sight, bring them back, and delete them.

Rows that are disposed of are moved into a table that the application's role can not read, so that they are out of
sight of everybody at once, raw queries too, and come back exactly as they were when the disposal is undone. The
functions work for the agency that acts, on its own rows, and for a disposal that a person has confirmed.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import earlyhelp.kit.models
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable

SEALED = """
CREATE TABLE govern_sealedrow (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_id uuid NOT NULL REFERENCES govern_disposedrecord (id) ON DELETE RESTRICT,
  of_table text NOT NULL,
  row_id uuid NOT NULL,
  emptied text[],
  was jsonb NOT NULL
);
CREATE INDEX sealed_row_record ON govern_sealedrow (record_id);
REVOKE ALL ON govern_sealedrow FROM earlyhelp_app;
REVOKE DELETE, TRUNCATE ON govern_disposal, govern_disposedrecord, govern_legalhold, govern_retentionrule
  FROM earlyhelp_app;
REVOKE UPDATE ON govern_retentionrule FROM earlyhelp_app;
"""

FUNCTIONS = """
-- A table of people with an owner, or an error: nothing else can be named to the functions below.
CREATE FUNCTION retention_table(named text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF named ~ '^govern_(audit|retention|legalhold|dispos|sealed)' OR NOT EXISTS (
    SELECT FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'agency_id' AND NOT a.attisdropped
    WHERE c.relname = named AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
  ) THEN
    RAISE EXCEPTION '% is no table of people with an owner', named USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN named;
END $$;

-- Keys only: which rows hang on these keys, whose they are, and through which key.
CREATE FUNCTION retention_rows(of_table text, of_column text, keys uuid[])
RETURNS TABLE (row_id uuid, owner_id uuid, via uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- A key that may be of any table is kept as text in some places: compared as what it is, so that its index serves.
  kind text := (SELECT format_type(a.atttypid, NULL) FROM pg_attribute AS a
                WHERE a.attrelid = retention_table(of_table)::regclass AND a.attname = of_column);
BEGIN
  IF actor_agency() IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format(
    'SELECT t.id, t.agency_id, t.%2$I::uuid FROM %1$I AS t WHERE t.%2$I = ANY ($1::%3$s)',
    retention_table(of_table), of_column, CASE WHEN kind = 'uuid' THEN 'uuid[]' ELSE 'text[]' END
  ) USING keys;
END $$;

-- Takes own rows out of sight: deletes them, or empties the columns that `emptied` names. Returns how many.
CREATE FUNCTION retention_seal(of_table text, rows uuid[], records uuid[], emptied jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done bigint;
  columns text;
  names text[];
BEGIN
  IF EXISTS (
    SELECT FROM unnest(records) AS wanted (id) WHERE NOT EXISTS (
      SELECT FROM govern_disposedrecord AS r JOIN govern_disposal AS d ON d.id = r.disposal_id
      WHERE r.id = wanted.id AND r.agency_id = actor_agency() AND d.agency_id = actor_agency()
        AND d.state = 'hidden' AND d.confirmed_by IS NOT NULL AND r.erased_at IS NULL)
  ) THEN
    RAISE EXCEPTION 'nobody has confirmed this disposal' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT array_agg(key), string_agg(quote_ident(key), ', ') INTO names, columns FROM jsonb_object_keys(emptied) AS key;
  EXECUTE format(
    'INSERT INTO govern_sealedrow (record_id, of_table, row_id, emptied, was)
     SELECT p.record_id, %2$L, t.id, $3, to_jsonb(t) FROM unnest($1, $2) AS p (row_id, record_id)
     JOIN %1$I AS t ON t.id = p.row_id WHERE t.agency_id = actor_agency()',
    retention_table(of_table), of_table) USING rows, records, names;
  GET DIAGNOSTICS done = ROW_COUNT;
  IF emptied IS NULL THEN
    EXECUTE format('DELETE FROM %I WHERE id = ANY ($1) AND agency_id = actor_agency()', of_table) USING rows;
  ELSIF columns IS NOT NULL THEN
    EXECUTE format(
      'UPDATE %1$I SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1))
       WHERE id = ANY ($2) AND agency_id = actor_agency()', of_table, columns) USING emptied, rows;
  END IF;
  RETURN done;
END $$;

-- Brings the rows of an undone disposal back as they were. Returns how many.
CREATE FUNCTION retention_unseal(disposal uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  one govern_sealedrow;
  columns text;
  done bigint := 0;
BEGIN
  IF NOT EXISTS (SELECT FROM govern_disposal AS d
                 WHERE d.id = disposal AND d.agency_id = actor_agency() AND d.state = 'undone') THEN
    RAISE EXCEPTION 'nobody has undone this disposal' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR one IN SELECT s.* FROM govern_sealedrow AS s JOIN govern_disposedrecord AS r ON r.id = s.record_id
             WHERE r.disposal_id = disposal ORDER BY s.id LOOP
    IF one.emptied IS NULL THEN
      SELECT string_agg(quote_ident(a.attname), ', ') INTO columns FROM pg_attribute AS a
      WHERE a.attrelid = retention_table(one.of_table)::regclass AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = '';
      EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)',
                     one.of_table, columns) USING one.was;
    ELSE
      SELECT string_agg(quote_ident(name), ', ') INTO columns FROM unnest(one.emptied) AS name;
      EXECUTE format('UPDATE %1$I SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1)) WHERE id = $2',
                     retention_table(one.of_table), columns) USING one.was, one.row_id;
    END IF;
    done := done + 1;
  END LOOP;
  DELETE FROM govern_sealedrow AS s USING govern_disposedrecord AS r
  WHERE r.id = s.record_id AND r.disposal_id = disposal;
  RETURN done;
END $$;

-- Deletes for good what a disposal took out of sight. Returns how many rows.
CREATE FUNCTION retention_forget(disposal uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM govern_disposal AS d
                 WHERE d.id = disposal AND d.agency_id = actor_agency() AND d.state = 'erased') THEN
    RAISE EXCEPTION 'the time of this disposal is not over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM govern_sealedrow AS s USING govern_disposedrecord AS r
  WHERE r.id = s.record_id AND r.disposal_id = disposal;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;

-- Deletes empty rows that a disposal left because another agency's rows rested on them. Returns how many.
CREATE FUNCTION retention_sweep(record uuid, of_table text, rows uuid[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done bigint;
BEGIN
  IF EXISTS (SELECT FROM unnest(rows) AS wanted (id) WHERE NOT EXISTS (
    SELECT FROM govern_disposedrecord AS r WHERE r.id = record AND r.agency_id = actor_agency()
      AND r.erased_at IS NOT NULL AND r.empty_rows -> of_table ? wanted.id::text)) THEN
    RAISE EXCEPTION 'no disposal left these rows' USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('DELETE FROM %I WHERE id = ANY ($1) AND agency_id = actor_agency()', retention_table(of_table))
    USING rows;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$;
"""

_DEFINERS = (
    "retention_rows(text, text, uuid[])",
    "retention_seal(text, uuid[], uuid[], jsonb)",
    "retention_unseal(uuid)",
    "retention_forget(uuid)",
    "retention_sweep(uuid, text, uuid[])",
)
GRANTS = "".join(
    f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {name} TO earlyhelp_app;"
    for name in _DEFINERS
)
UNDO = "".join(f"DROP FUNCTION {name};" for name in _DEFINERS) + (
    "DROP FUNCTION retention_table(text);"
)


class Migration(migrations.Migration):

    dependencies = [
        ('govern', '0004_requests_about_rights'),
    ]

    operations = [
        migrations.CreateModel(
            name='Disposal',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_id', models.UUIDField()),
                ('record_class', models.CharField(max_length=40)),
                ('rule_version', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('hidden', 'Hidden, and can be undone'), ('erased', 'Deleted for good'), ('cancelled', 'Not agreed'), ('undone', 'Undone')], default='proposed', max_length=10)),
                ('record_count', models.PositiveIntegerField()),
                ('reason', models.TextField(blank=True)),
                ('proposed_by', models.UUIDField(null=True)),
                ('proposed_by_label', models.CharField(max_length=200)),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_by', models.UUIDField(blank=True, null=True)),
                ('confirmed_by_label', models.CharField(blank=True, max_length=200)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('settled_by', models.UUIDField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('settled_because', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'disposal',
                'verbose_name_plural': 'disposals',
                'ordering': ['-proposed_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['hidden', 'erased']), _negated=True), models.Q(('confirmed_by__isnull', False), ('hidden_at__isnull', False)), _connector='OR'), name='disposal_hidden_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_id', models.UUIDField()),
                ('title', models.CharField(max_length=120)),
                ('why', models.TextField()),
                ('record_key', models.UUIDField(blank=True, null=True)),
                ('reference', models.CharField(blank=True, max_length=30)),
                ('record_class', models.CharField(blank=True, max_length=40)),
                ('dated_from', models.DateField(blank=True, null=True)),
                ('dated_until', models.DateField(blank=True, null=True)),
                ('area', models.CharField(blank=True, max_length=20)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('made_by', models.UUIDField(null=True)),
                ('made_by_label', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('ended_by', models.UUIDField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_because', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'legal hold',
                'verbose_name_plural': 'legal holds',
                'ordering': ['-made_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='legal_hold_says_why'), models.CheckConstraint(condition=models.Q(('ended_at', None), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='legal_hold_ends_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_id', models.UUIDField()),
                ('record_class', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField()),
                ('from_on', models.DateField()),
                ('keep_years', models.PositiveSmallIntegerField()),
                ('counted_from', models.CharField(choices=[('first', 'The day it was first recorded'), ('last', 'The last day on which anything was added to it'), ('closed', 'The day it was closed')], max_length=10)),
                ('birthday', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('at_the_end', models.CharField(choices=[('review', 'A person reviews each record'), ('dispose', 'A person proposes a list, and a second one confirms it')], max_length=10)),
                ('basis_en', models.CharField(max_length=500)),
                ('basis_cy', models.CharField(max_length=500)),
                ('source', models.CharField(max_length=300)),
                ('set_by', models.UUIDField(null=True)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'retention rule',
                'verbose_name_plural': 'retention rules',
                'constraints': [models.UniqueConstraint(fields=('agency_id', 'record_class', 'version'), name='retention_rule_version_once'), models.CheckConstraint(condition=models.Q(('keep_years__gte', 1)), name='retention_rule_keeps_a_year')],
            },
        ),
        migrations.CreateModel(
            name='RetentionTask',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_id', models.UUIDField()),
                ('record_class', models.CharField(max_length=40)),
                ('root', models.CharField(max_length=60)),
                ('record_key', models.UUIDField()),
                ('reference', models.CharField(blank=True, max_length=30)),
                ('due_on', models.DateField()),
                ('by_review', models.BooleanField()),
                ('state', models.CharField(choices=[('waiting', 'To be decided'), ('kept', 'Kept, with a reason'), ('listed', 'On a list to dispose of')], default='waiting', max_length=10)),
                ('why_not', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('why_not_labels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('about_under_10', models.BooleanField(default=False)),
                ('looked_at', models.DateTimeField()),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.UUIDField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'retention task',
                'verbose_name_plural': 'retention tasks',
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(fields=['agency_id', 'state', 'due_on'], name='retention_task_due')],
                'constraints': [models.UniqueConstraint(fields=('agency_id', 'root', 'record_key'), name='retention_task_once')],
            },
        ),
        migrations.CreateModel(
            name='DisposedRecord',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_id', models.UUIDField()),
                ('record_class', models.CharField(max_length=40)),
                ('root', models.CharField(max_length=60)),
                ('record_key', models.UUIDField(blank=True, null=True)),
                ('reference', models.CharField(blank=True, max_length=30)),
                ('first_on', models.DateField(blank=True, null=True)),
                ('last_on', models.DateField(blank=True, null=True)),
                ('touches', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None)),
                ('areas', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('why_not', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('row_counts', models.JSONField(blank=True, default=dict)),
                ('empty_rows', models.JSONField(blank=True, default=dict)),
                ('digest', models.CharField(max_length=64)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('disposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='govern.disposal')),
            ],
            options={
                'verbose_name': 'disposed record',
                'verbose_name_plural': 'disposed records',
                'indexes': [models.Index(fields=['digest'], name='disposed_record_digest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('first_on', None), ('last_on', None), ('record_key', None), ('reference', ''), ('touches__len', 0)), _connector='OR'), name='proof_holds_no_data')],
            },
        ),
        *(
            ProtectTable(f"govern_{name}", record=None)
            for name in ("retentionrule", "legalhold", "retentiontask", "disposal", "disposedrecord")
        ),
        migrations.RunSQL(SEALED, "DROP TABLE govern_sealedrow"),
        migrations.RunSQL(FUNCTIONS + GRANTS, UNDO),
    ]
