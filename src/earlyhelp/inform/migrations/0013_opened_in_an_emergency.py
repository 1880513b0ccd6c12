"""Messages about records that are opened in an emergency."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inform", "0012_work_that_was_left"),
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
                    ("meeting_invited", "You are invited to a meeting."),
                    ("meeting_changed", "A meeting that you are invited to was changed."),
                    ("meeting_cancelled", "A meeting that you were invited to will not take place."),
                    ("meeting_minutes", "The minutes of a meeting are ready for you to read."),
                    (
                        "episode_rests",
                        "Somebody took back their consent. An episode of help needs you to choose what comes next.",
                    ),
                    (
                        "entry_old",
                        "An entry of your service in the directory is old. Say whether it is still right.",
                    ),
                    ("entry_decided", "A change that you proposed in the directory was decided."),
                    ("check", "A front door asks whether your agency knows somebody."),
                    ("check_ends", "A front door still waits for your agency’s answer to a check."),
                    (
                        "check_withdrawn",
                        "A check that your agency was asked was taken back. You need not answer it.",
                    ),
                    ("check_answered", "An agency has answered a check about a notification."),
                    ("check_late", "An agency has not answered a check in time."),
                    ("question_ends", "A question about a notification waits for your answer."),
                    (
                        "question_late",
                        "A question about a notification was not answered in time. Decide without the answer, or ask again.",
                    ),
                    ("review_soon", "A family’s plan that you lead is to be reviewed within a week."),
                    (
                        "review_overdue",
                        "The review of a family’s plan that you lead is overdue. Hold it, or set another day.",
                    ),
                    ("plan_reply", "A family has said what they think of the plan that you lead."),
                    ("follow_up", "You now follow up a decision about a notification."),
                    ("notification_given", "A notification was given to you to decide."),
                    ("notifications_given", "Several notifications were given to you to decide."),
                    ("lead_given", "You are now the lead worker of a family."),
                    ("team_joined", "You are now in the team around a family."),
                    ("caseload_given", "Families were handed over to you from a colleague."),
                    ("action_given", "An action was given to you to do."),
                    ("step_asked", "Your team is asked to take a family on."),
                    ("step_told", "The team that asks you to take a family on has said more."),
                    (
                        "step_withdrawn",
                        "Your team was asked to take a family on. That was taken back, and you need not answer.",
                    ),
                    ("step_answered", "There is an answer whether another team takes a family on."),
                    (
                        "step_more_needed",
                        "A team that is asked to take a family on needs to know more from you.",
                    ),
                    ("step_due", "Your team’s answer whether it takes a family on is late."),
                    (
                        "step_late",
                        "A team has not answered in time whether it takes a family on. We have reminded it.",
                    ),
                    (
                        "work_left",
                        "Somebody who left your team, or has other work now, had begun something that will not be sent.",
                    ),
                    ("glass_broken", "Somebody has opened a record that you keep, in an emergency."),
                    (
                        "glass_to_review",
                        "Somebody has opened a record of your agency in an emergency. Review it within two working days.",
                    ),
                    ("glass_asked", "An officer asks you about a record that you opened in an emergency."),
                    (
                        "glass_answered",
                        "Somebody has answered your question about a record that was opened in an emergency.",
                    ),
                    ("glass_reviewed", "A record that you opened in an emergency was reviewed."),
                    (
                        "families_wait",
                        "Families wait: nobody leads them, or their first visit is overdue. Look at the caseload.",
                    ),
                ],
                max_length=30,
            ),
        ),
    ]
