"""What this room keeps is about staff and organisations, and was not made for early help. All of it is UK GDPR."""

from typing import Final

from earlyhelp.kit.regimes import Held

_LEARNING: Final = (
    "About staff and their training, kept by their employer; it speaks of nobody who is helped."
)
_OWN: Final = "About staff and their own practice; it speaks of nobody who is helped."
_TEAMS: Final = "Counts and answers about teams and training; it speaks of nobody who is helped."
_ORGANISATION: Final = "About an organisation, with who said so; it speaks of nobody who is helped."
_READING: Final = (
    "About how staff write, as steps without words; which notification was read is not in it, only a key."
)

REGIMES: Final = (
    *(
        Held(f"develop.{model}", _LEARNING)
        for model in (
            *("AttendanceImport", "Booking", "Certificate", "CourseAddress", "LearnerAccount"),
            *("LearningFeed", "LearningStatement", "TrainingRecord", "TrainingRequirement"),
        )
    ),
    *(Held(f"develop.{model}", _OWN) for model in ("DevelopmentTalk", "NoteLock", "PrivateNote")),
    *(
        Held(f"develop.{model}", _TEAMS)
        for model in (
            *("AnswerSheet", "EvaluatedGroup", "LoadedInstrument", "PracticeMonth", "QuestionnaireRound"),
        )
    ),
    *(
        Held(f"develop.{model}", _ORGANISATION)
        for model in ("AssessmentAnswer", "ImprovementAction", "ImprovementWord", "SelfAssessment")
    ),
    *(
        Held(f"develop.{model}", _READING)
        for model in ("PeerReview", "ReviewPlan", "ReviewRound", "ReviewSample")
    ),
)
