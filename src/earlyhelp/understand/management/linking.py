"""What linkage says to whoever sits at the terminal: its stages, its faults, its columns."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.understand.linkage.batch.faults import CannotLink, Fault

STAGES: Final[dict[str, Promise]] = {
    "reading": _("Reading the records"),
    "preparing": _("Reading names and dates"),
    "pairs": _("Finding records to compare"),
    "chance": _("Learning how often strangers agree"),
    "block": _("Learning how often the same person differs"),
    "prior": _("Learning how many records have a double"),
    "scoring": _("Comparing"),
    "clustering": _("Finding people, and cutting weak bridges"),
    "writing": _("Writing"),
    "charts": _("Drawing"),
}

SENTENCES: Final[dict[Fault, Promise]] = {
    Fault.NO_FILE: _("There is no such file of records. Check the name: %(about)s"),
    Fault.NOT_READABLE: _(
        "This file cannot be read. Give a Parquet file, or a CSV file with a row of headings: %(about)s"
    ),
    Fault.EMPTY: _("There is no record in this file. Give a file with a row for each record: %(about)s"),
    Fault.NO_MAPPING_FILE: _(
        "There is no such mapping file. Check the name, or leave --mapping out so that columns are recognised by their "
        "usual names: %(about)s"
    ),
    Fault.MAPPING_NOT_READABLE: _("The mapping file is not valid TOML. Put it right: %(about)s (%(known)s)"),
    Fault.UNKNOWN_FIELD: _(
        "The mapping names a field that linkage does not know. Use one of: %(known)s. Unknown: %(about)s"
    ),
    Fault.NO_COLUMN: _(
        "The mapping names a column that the file does not have. Correct the mapping. Missing: %(about)s. "
        "The file has: %(known)s"
    ),
    Fault.NOTHING_TO_COMPARE: _(
        "Nothing in the file can be compared. Write a mapping that names at least one of: given_name, family_name, "
        "date_of_birth, address, telephone, email, identifiers. The file has: %(known)s"
    ),
    Fault.REPEATED_IDS: _(
        "Some record ids stand more than once. Give every record an id of its own, or map record_id to another column. "
        "Column: %(about)s. Records too many: %(known)s"
    ),
    Fault.MISSING_IDS: _(
        "Some records have no id. Fill them in, or map record_id to another column. Column: %(about)s. "
        "Records without: %(known)s"
    ),
    Fault.NO_SPARK: _(
        "Linkage on Spark needs a part that is not installed. Install it once: pip install 'pyspark~=4.0.0'"
    ),
    Fault.NO_JAVA: _(
        "Spark needs Java 17, which is not installed. Install it once: sudo apt-get install default-jre-headless"
    ),
    Fault.SPARK_NOT_STARTED: _("This Spark does not answer. Check the name that --master gives: %(about)s"),
    Fault.NO_MODEL: _("There is no such model file. Train one first with “earlyhelp link train”: %(about)s"),
    Fault.MODEL_NOT_READABLE: _("This is not a model file of this version. Train it again: %(about)s"),
    Fault.MODEL_OF_OTHER_FIELDS: _(
        "The model compares fields that this mapping does not name. Name them, or train another model. "
        "Lacking: %(known)s"
    ),
    Fault.NOT_ENOUGH: _(
        "At least two records are needed to find doubles. Give a larger file. Records: %(about)s"
    ),
    Fault.NO_FOLDER: _("The folder to write to is not there. Make it first: %(about)s"),
    Fault.SAME_FILE: _("The result would overwrite the records. Give --out another name: %(about)s"),
    Fault.CLUSTERS_NOT_READABLE: _(
        "This is not a file that “earlyhelp link run” wrote for these records. Run it again: %(about)s"
    ),
}


def sentence(problem: CannotLink) -> str:
    """What is wrong and what to do, in one or two sentences."""
    return str(SENTENCES[problem.fault]) % {"about": problem.about, "known": problem.known}


def stage(name: str) -> str:
    """What is being done, in words. Stages of one kind are numbered: "block 2"."""
    return str(STAGES[name.split(" ")[0]])
