"""The whole model of Open Referral UK 3.0, and what Wales needs beside it."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import earlyhelp.kit.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('signpost', '0005_withdraw_reason'),
    ]

    operations = [
        migrations.CreateModel(
            name='Accessibility',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('description_en', models.TextField(blank=True)),
                ('description_cy', models.TextField(blank=True)),
                ('details_en', models.TextField(blank=True)),
                ('details_cy', models.TextField(blank=True)),
                ('url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'accessibility of a location',
                'verbose_name_plural': 'accessibility of locations',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('physical', 'A place to visit'), ('postal', 'An address for letters'), ('virtual', 'Online or by telephone')], max_length=20)),
                ('attention', models.CharField(blank=True, max_length=250)),
                ('address_1_en', models.CharField(max_length=250)),
                ('address_1_cy', models.CharField(blank=True, max_length=250)),
                ('city_en', models.CharField(blank=True, max_length=250)),
                ('city_cy', models.CharField(blank=True, max_length=250)),
                ('region', models.CharField(blank=True, max_length=250)),
                ('county', models.CharField(blank=True, max_length=250)),
                ('postal_code', models.CharField(blank=True, max_length=20)),
                ('country', models.CharField(default='GB', max_length=60)),
            ],
            options={
                'verbose_name': 'address',
                'verbose_name_plural': 'addresses',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Attribute',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('link_type', models.CharField(blank=True, max_length=60)),
            ],
            options={
                'verbose_name': 'attribute',
                'verbose_name_plural': 'attributes',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Capacity',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('unit', models.CharField(choices=[('people', 'People'), ('families', 'Families'), ('places', 'Places in a group'), ('sessions', 'Sessions a week'), ('hours', 'Hours a week')], max_length=20)),
                ('total', models.PositiveIntegerField(blank=True, null=True)),
                ('free', models.PositiveIntegerField(blank=True, null=True)),
                ('waiting', models.PositiveIntegerField(blank=True, null=True)),
                ('keeps_list', models.BooleanField(blank=True, null=True)),
                ('note_en', models.TextField(blank=True)),
                ('note_cy', models.TextField(blank=True)),
                ('confirmed_on', models.DateField()),
            ],
            options={
                'verbose_name': 'capacity',
                'verbose_name_plural': 'capacities',
                'ordering': ['unit', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=250)),
                ('title_en', models.CharField(blank=True, max_length=250)),
                ('title_cy', models.CharField(blank=True, max_length=250)),
                ('email', models.EmailField(blank=True, max_length=254)),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='CostOption',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('option_en', models.CharField(blank=True, max_length=250)),
                ('option_cy', models.CharField(blank=True, max_length=250)),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ('amount_description_en', models.CharField(blank=True, max_length=250)),
                ('amount_description_cy', models.CharField(blank=True, max_length=250)),
            ],
            options={
                'verbose_name': 'cost option',
                'verbose_name_plural': 'cost options',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='DirectorySource',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=250, unique=True)),
                ('kind', models.CharField(blank=True, choices=[('', 'Not read yet'), ('oruk-3.0', 'Open Referral UK 3.0'), ('oruk-1.0', 'Open Referral UK 1.0'), ('hsds-csv', 'Tables of the Human Services Data Specification (CSV)'), ('simple-csv', 'One table of services (CSV)')], max_length=20)),
                ('can', models.JSONField(blank=True, default=dict)),
                ('etag', models.CharField(blank=True, max_length=250)),
                ('last_modified', models.CharField(blank=True, max_length=60)),
                ('cursor', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(blank=True, choices=[('whole', 'Read to its end'), ('not_changed', 'Nothing has changed since it was last read'), ('cut_off', 'Cut off before its end; the next reading goes on from there'), ('failed', 'Could not be read; everything stays as it was')], max_length=20)),
                ('problem_en', models.TextField(blank=True)),
                ('problem_cy', models.TextField(blank=True)),
                ('tried_at', models.DateTimeField(blank=True, null=True)),
                ('whole_at', models.DateTimeField(blank=True, null=True)),
                ('loaded', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('missing', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'source of the directory',
                'verbose_name_plural': 'sources of the directory',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='EligibilityRule',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('min_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('max_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=9), blank=True, default=list, size=None)),
                ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('universal', 'Open to everybody'), ('early_help', 'Early help with one or more needs'), ('intensive', 'Intensive help for several needs at once'), ('specialist', 'Specialist or statutory help')], max_length=20), blank=True, default=list, size=None)),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('women', 'Women'), ('men', 'Men'), ('pregnant', 'Pregnant women and new parents'), ('disabled', 'Disabled people'), ('lgbtq', 'Lesbian, gay, bisexual, transgender and queer people'), ('minority_ethnic', 'People of minority ethnic communities'), ('faith', 'People of one faith'), ('veterans', 'People who have served in the armed forces, and their families'), ('refugees', 'Refugees and people seeking asylum'), ('care_experienced', 'People who have been in care')], max_length=20), blank=True, default=list, size=None)),
                ('text_en', models.TextField(blank=True)),
                ('text_cy', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'eligibility rule',
                'verbose_name_plural': 'eligibility rules',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Funding',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('funder_en', models.CharField(max_length=250)),
                ('funder_cy', models.CharField(blank=True, max_length=250)),
            ],
            options={
                'verbose_name': 'funding',
                'verbose_name_plural': 'funding',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('oruk_id', models.UUIDField()),
                ('source', models.CharField(max_length=250)),
                ('kind', models.CharField(choices=[('physical', 'A place to visit'), ('postal', 'An address for letters'), ('virtual', 'Online or by telephone')], max_length=20)),
                ('name_en', models.CharField(blank=True, max_length=250)),
                ('name_cy', models.CharField(blank=True, max_length=250)),
                ('description_en', models.TextField(blank=True)),
                ('description_cy', models.TextField(blank=True)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('external_identifier', models.CharField(blank=True, max_length=250)),
                ('external_identifier_type', models.CharField(blank=True, max_length=250)),
                ('loaded_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'location',
                'verbose_name_plural': 'locations',
                'ordering': ['name_en', 'id'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationIdentifier',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('scheme', models.CharField(blank=True, max_length=250)),
                ('kind', models.CharField(blank=True, max_length=250)),
                ('identifier', models.CharField(max_length=250)),
            ],
            options={
                'verbose_name': 'organisation identifier',
                'verbose_name_plural': 'organisation identifiers',
                'ordering': ['scheme', 'identifier'],
            },
        ),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=40)),
                ('description_en', models.CharField(blank=True, max_length=250)),
                ('description_cy', models.CharField(blank=True, max_length=250)),
            ],
            options={
                'verbose_name': 'telephone number of a service',
                'verbose_name_plural': 'telephone numbers of services',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RejectedRecord',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('record_id', models.CharField(blank=True, max_length=120)),
                ('where', models.CharField(max_length=500)),
                ('fault', models.CharField(max_length=30)),
                ('value', models.CharField(blank=True, max_length=120)),
                ('loaded', models.BooleanField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'rejected record',
                'verbose_name_plural': 'rejected records',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('dtstart', models.DateField(blank=True, null=True)),
                ('freq', models.CharField(blank=True, choices=[('WEEKLY', 'Every week'), ('MONTHLY', 'Every month')], max_length=10)),
                ('interval', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('byday', models.CharField(blank=True, max_length=60)),
                ('bymonthday', models.CharField(blank=True, max_length=60)),
                ('description_en', models.TextField(blank=True)),
                ('description_cy', models.TextField(blank=True)),
                ('opens_at', models.TimeField(blank=True, null=True)),
                ('closes_at', models.TimeField(blank=True, null=True)),
                ('schedule_link', models.URLField(blank=True, max_length=500)),
                ('attending_type', models.CharField(blank=True, max_length=60)),
                ('notes_en', models.TextField(blank=True)),
                ('notes_cy', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'schedule',
                'verbose_name_plural': 'schedules',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ServiceArea',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_en', models.CharField(blank=True, max_length=250)),
                ('name_cy', models.CharField(blank=True, max_length=250)),
                ('code', models.CharField(blank=True, max_length=9)),
                ('extent', models.TextField(blank=True)),
                ('extent_type', models.CharField(blank=True, max_length=60)),
            ],
            options={
                'verbose_name': 'service area',
                'verbose_name_plural': 'service areas',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ServiceAtLocation',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('oruk_id', models.UUIDField(blank=True, null=True)),
                ('is_placeless', models.BooleanField(default=False, editable=False)),
                ('description_en', models.TextField(blank=True)),
                ('description_cy', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'service at a location',
                'verbose_name_plural': 'services at locations',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ServiceLanguage',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(blank=True, max_length=3)),
                ('name', models.CharField(blank=True, max_length=250)),
                ('note_en', models.CharField(blank=True, max_length=250)),
                ('note_cy', models.CharField(blank=True, max_length=250)),
            ],
            options={
                'verbose_name': 'language of a service',
                'verbose_name_plural': 'languages of services',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Taxonomy',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=250, unique=True)),
                ('name_en', models.CharField(max_length=250)),
                ('name_cy', models.CharField(blank=True, max_length=250)),
                ('description_en', models.TextField()),
                ('description_cy', models.TextField(blank=True)),
                ('uri', models.URLField(blank=True, max_length=500)),
                ('version', models.CharField(blank=True, max_length=60)),
            ],
            options={
                'verbose_name': 'taxonomy',
                'verbose_name_plural': 'taxonomies',
                'ordering': ['name_en', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TaxonomyTerm',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=250)),
                ('name_en', models.CharField(max_length=250)),
                ('name_cy', models.CharField(blank=True, max_length=250)),
                ('description_en', models.TextField(blank=True)),
                ('description_cy', models.TextField(blank=True)),
                ('uri', models.URLField(blank=True, max_length=500)),
                ('need', models.CharField(blank=True, max_length=30)),
            ],
            options={
                'verbose_name': 'taxonomy term',
                'verbose_name_plural': 'taxonomy terms',
                'ordering': ['name_en', 'id'],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='content_hash',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='organisation',
            name='email',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='organisation',
            name='fetched_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='logo',
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='organisation',
            name='parent_oruk_id',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='uri',
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='service',
            name='accreditations_cy',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='service',
            name='accreditations_en',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='service',
            name='alert_cy',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='service',
            name='alert_en',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='service',
            name='assured_by',
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AddField(
            model_name='service',
            name='assurer_email',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='service',
            name='content_hash',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='service',
            name='fetched_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='groups',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('women', 'Women'), ('men', 'Men'), ('pregnant', 'Pregnant women and new parents'), ('disabled', 'Disabled people'), ('lgbtq', 'Lesbian, gay, bisexual, transgender and queer people'), ('minority_ethnic', 'People of minority ethnic communities'), ('faith', 'People of one faith'), ('veterans', 'People who have served in the armed forces, and their families'), ('refugees', 'Refugees and people seeking asylum'), ('care_experienced', 'People who have been in care')], max_length=20), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='service',
            name='is_placeless',
            field=models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('is_refuge', True), ('needs__overlap', ['domestic_abuse']), _connector='OR'), output_field=models.BooleanField()), output_field=models.BooleanField()),
        ),
        migrations.AddField(
            model_name='service',
            name='levels',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('universal', 'Open to everybody'), ('early_help', 'Early help with one or more needs'), ('intensive', 'Intensive help for several needs at once'), ('specialist', 'Specialist or statutory help')], max_length=20), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='service',
            name='missing_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='modified_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='private_note',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='service',
            name='referral_routes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('in_product', 'Send a referral here'), ('telephone', 'Ring the service'), ('email', 'E-mail the service'), ('self', 'The person gets in touch themselves')], max_length=20), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='service',
            name='seen_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='waiting_confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='waiting_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('name_en', 'name_cy', 'description_en', 'description_cy', config='simple'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='service',
            index=django.contrib.postgres.indexes.GinIndex(fields=['area_codes'], name='service_areas'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='service_words'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['latitude', 'longitude'], name='service_where'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['modified_at', 'id'], name='service_modified'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('levels__contained_by', ['universal', 'early_help', 'intensive', 'specialist']), ('groups__contained_by', ['women', 'men', 'pregnant', 'disabled', 'lgbtq', 'minority_ethnic', 'faith', 'veterans', 'refugees', 'care_experienced']), ('referral_routes__contained_by', ['in_product', 'telephone', 'email', 'self'])), name='service_codes_known'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.UniqueConstraint(fields=('id', 'is_placeless'), name='service_and_placeless'),
        ),
        migrations.AddField(
            model_name='attribute',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attributes', to='signpost.organisation'),
        ),
        migrations.AddField(
            model_name='attribute',
            name='service',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attributes', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='capacity',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capacities', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='contact',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='costoption',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cost_options', to='signpost.service'),
        ),
        migrations.AddConstraint(
            model_name='directorysource',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'oruk-3.0', 'oruk-1.0', 'hsds-csv', 'simple-csv'])), name='source_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='directorysource',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'whole', 'not_changed', 'cut_off', 'failed'])), name='source_state_known'),
        ),
        migrations.AddField(
            model_name='eligibilityrule',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='eligibility_rules', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='funding',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='funding', to='signpost.service'),
        ),
        migrations.AddIndex(
            model_name='location',
            index=models.Index(fields=['latitude', 'longitude'], name='location_where'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(fields=('source', 'oruk_id'), name='location_once_per_source'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['physical', 'postal', 'virtual'])), name='location_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', False), ('latitude__range', (49, 61)), ('longitude__isnull', False), ('longitude__range', (-9, 2))), models.Q(('latitude', None), ('longitude', None)), _connector='OR'), name='location_place_possible'),
        ),
        migrations.AddField(
            model_name='attribute',
            name='location',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attributes', to='signpost.location'),
        ),
        migrations.AddField(
            model_name='address',
            name='location',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='signpost.location'),
        ),
        migrations.AddField(
            model_name='accessibility',
            name='location',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accessibility', to='signpost.location'),
        ),
        migrations.AddField(
            model_name='organisationidentifier',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='signpost.organisation'),
        ),
        migrations.AddField(
            model_name='phone',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='signpost.contact'),
        ),
        migrations.AddField(
            model_name='phone',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='rejectedrecord',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rejects', to='signpost.directorysource'),
        ),
        migrations.AddField(
            model_name='schedule',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='servicearea',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='service_areas', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='serviceatlocation',
            name='location',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='at_services', to='signpost.location'),
        ),
        migrations.AddField(
            model_name='serviceatlocation',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='at_locations', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='schedule',
            name='at',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='signpost.serviceatlocation'),
        ),
        migrations.AddField(
            model_name='capacity',
            name='at',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='capacities', to='signpost.serviceatlocation'),
        ),
        migrations.AddField(
            model_name='servicelanguage',
            name='phone',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='signpost.phone'),
        ),
        migrations.AddField(
            model_name='servicelanguage',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='service_languages', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='taxonomyterm',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='signpost.taxonomyterm'),
        ),
        migrations.AddField(
            model_name='taxonomyterm',
            name='taxonomy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='signpost.taxonomy'),
        ),
        migrations.AddField(
            model_name='attribute',
            name='term',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attributes', to='signpost.taxonomyterm'),
        ),
        migrations.AddConstraint(
            model_name='costoption',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='cost_is_no_debt'),
        ),
        migrations.AddConstraint(
            model_name='eligibilityrule',
            constraint=models.CheckConstraint(condition=models.Q(('max_age__lte', 120), ('min_age__lte', 120), ('min_age__lte', models.F('max_age'))), name='eligibility_ages_possible'),
        ),
        migrations.AddConstraint(
            model_name='eligibilityrule',
            constraint=models.CheckConstraint(condition=models.Q(('levels__contained_by', ['universal', 'early_help', 'intensive', 'specialist']), ('groups__contained_by', ['women', 'men', 'pregnant', 'disabled', 'lgbtq', 'minority_ethnic', 'faith', 'veterans', 'refugees', 'care_experienced'])), name='eligibility_codes_known'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['physical', 'postal', 'virtual'])), name='address_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='organisationidentifier',
            constraint=models.CheckConstraint(condition=models.Q(('identifier', ''), _negated=True), name='identifier_is_given'),
        ),
        migrations.AddConstraint(
            model_name='phone',
            constraint=models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='phone_has_number'),
        ),
        migrations.AddConstraint(
            model_name='serviceatlocation',
            constraint=models.UniqueConstraint(fields=('service', 'location'), name='service_once_at_location'),
        ),
        migrations.AddConstraint(
            model_name='serviceatlocation',
            constraint=models.CheckConstraint(condition=models.Q(('is_placeless', False)), name='service_at_location_safe'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('freq__in', ['', 'WEEKLY', 'MONTHLY'])), name='schedule_freq_known'),
        ),
        migrations.AddConstraint(
            model_name='capacity',
            constraint=models.CheckConstraint(condition=models.Q(('unit__in', ['people', 'families', 'places', 'sessions', 'hours'])), name='capacity_unit_known'),
        ),
        migrations.AddConstraint(
            model_name='capacity',
            constraint=models.CheckConstraint(condition=models.Q(('free__lte', models.F('total'))), name='capacity_free_within_total'),
        ),
        migrations.AddConstraint(
            model_name='taxonomyterm',
            constraint=models.UniqueConstraint(fields=('taxonomy', 'code'), name='term_once_per_taxonomy'),
        ),
        migrations.AddConstraint(
            model_name='attribute',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('location', None), ('organisation', None), ('service__isnull', False)), models.Q(('location', None), ('organisation__isnull', False), ('service', None)), models.Q(('location__isnull', False), ('organisation', None), ('service', None)), _connector='OR'), name='attribute_of_one_thing'),
        ),
        migrations.RunSQL(
            # A service whose place must not be known has no row here, now or when it becomes one later.
            """
            ALTER TABLE signpost_serviceatlocation ADD CONSTRAINT service_at_location_never_of_a_refuge
            FOREIGN KEY (service_id, is_placeless) REFERENCES signpost_service (id, is_placeless)
            DEFERRABLE INITIALLY IMMEDIATE
            """,
            "ALTER TABLE signpost_serviceatlocation DROP CONSTRAINT service_at_location_never_of_a_refuge",
        ),
    ]
