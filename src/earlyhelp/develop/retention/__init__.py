"""What this room keeps of people, and for how long."""

from typing import Final

from earlyhelp.develop.retention.evaluation import EVALUATION
from earlyhelp.develop.retention.learning import LEARNING
from earlyhelp.develop.retention.reflection import REFLECTION
from earlyhelp.develop.retention.training import TRAINING
from earlyhelp.develop.retention.wellbeing import WELLBEING

RETENTION: Final = (*TRAINING, *LEARNING, *EVALUATION, *REFLECTION, *WELLBEING)
