"""Why a linkage could not be done. Whoever speaks to people turns a fault into a sentence that says what to do."""

from enum import StrEnum


class Fault(StrEnum):
    """What kept a linkage from being done."""

    NO_FILE = "no_file"
    NOT_READABLE = "not_readable"
    EMPTY = "empty"
    NO_MAPPING_FILE = "no_mapping_file"
    MAPPING_NOT_READABLE = "mapping_not_readable"
    UNKNOWN_FIELD = "unknown_field"
    NO_COLUMN = "no_column"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    REPEATED_IDS = "repeated_ids"
    MISSING_IDS = "missing_ids"
    NO_MODEL = "no_model"
    MODEL_NOT_READABLE = "model_not_readable"
    MODEL_OF_OTHER_FIELDS = "model_of_other_fields"
    NOT_ENOUGH = "not_enough"
    NO_FOLDER = "no_folder"
    SAME_FILE = "same_file"
    NO_SPARK = "no_spark"
    NO_JAVA = "no_java"
    SPARK_NOT_STARTED = "spark_not_started"
    CLUSTERS_NOT_READABLE = "clusters_not_readable"


class CannotLink(Exception):
    """A linkage that cannot be done. ``about`` is what it is about: a file's name, a column. Never a person's data."""

    def __init__(self, fault: Fault, about: str = "", known: str = "") -> None:
        super().__init__(f"{fault}: {about}" + (f" ({known})" if known else ""))
        self.fault = fault
        self.about = about
        self.known = known
