import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identify', '0003_description'),
        ('partnership', '0001_initial'),
        ('solve', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='question',
            name='closed_at',
            field=models.DateTimeField(blank=True, help_text='When the front door decided without waiting for the answer.', null=True),
        ),
        migrations.AlterField(
            model_name='feedback',
            name='given_by',
            field=models.ForeignKey(blank=True, help_text='Empty when the service itself told it: the referral moved.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None), ('closed_at', None)), fields=('notification',), name='one_open_question'),
        ),
    ]
