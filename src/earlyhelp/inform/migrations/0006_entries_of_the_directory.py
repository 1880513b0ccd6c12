from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inform", "0005_more_about_referrals"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="template",
            field=models.CharField(
                choices=[
                    ("acknowledgement", "The notification you sent has arrived."),
                    ("feedback", "There is news about a notification you sent."),
                    ("amendment", "An officer changed a notification that your front door has."),
                    (
                        "nothing_heard",
                        "Nothing is decided yet about a report you sent. We have reminded the front door.",
                    ),
                    (
                        "waits_too_long",
                        "A safeguarding report waits at your front door. The officer who sent it has heard nothing.",
                    ),
                    ("draft_ends", "A notification that you have not sent will soon be deleted."),
                    ("team_figures", "The weekly figures of your team are ready."),
                    ("question", "You have been asked a question about a notification you sent."),
                    ("answer", "A question you asked has been answered."),
                    ("referral", "A referral is waiting for you to look at."),
                    ("referral_news", "There is news about a referral you made."),
                    ("referral_withdrawn", "A referral to your service was withdrawn. Stop work on it."),
                    ("referral_declined", "A referral you made was declined and needs a new decision."),
                    ("referral_changed", "A referral that your service has was changed."),
                    ("referral_waits", "A referral at your service waits for an answer. Its day has passed."),
                    (
                        "referral_unanswered",
                        "A service has not answered a referral you made. It is back with you.",
                    ),
                    ("referral_message", "Somebody wrote to you about a referral."),
                    ("referral_yours", "You are now the named worker of a referral."),
                    (
                        "entry_old",
                        "An entry of your service in the directory is old. Say whether it is still right.",
                    ),
                    ("entry_decided", "A change that you proposed in the directory was decided."),
                ],
                max_length=30,
            ),
        ),
    ]
