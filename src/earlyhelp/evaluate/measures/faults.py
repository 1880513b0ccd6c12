"""What can stop figures from being made."""

from enum import StrEnum


class Fault(StrEnum):
    """Why measures cannot be run."""

    NO_FOLDER = "no-folder"
    NO_FACTS = "no-facts"
    NO_COLUMN = "no-column"
    NO_MEASURE = "no-measure"
    NO_PERIOD = "no-period"
    NOT_A_PERIOD = "not-a-period"
    NOT_A_BREAK = "not-a-break"
    NOT_WRITABLE = "not-writable"
    NO_SPARK = "no-spark"
    NO_JAVA = "no-java"
    SPARK_NOT_STARTED = "spark-not-started"


class CannotMeasure(Exception):
    """Measures cannot be run. `about` says which name it is about, `known` what there is instead."""

    def __init__(self, fault: Fault, about: object = "", known: object = "") -> None:
        super().__init__(f"{fault}: {about} {known}".strip())
        self.fault, self.about, self.known = fault, str(about), str(known)
