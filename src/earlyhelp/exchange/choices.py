"""What can be wrong with a row of a police file, in whole sentences, and how an import ended.

The sentences are data: a reject file holds them in both languages at once, whoever opens it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    """How far an import came."""

    RUNNING = "running", _("Not finished")
    DONE = "done", _("Finished")


class Loads(TextChoices):
    """What a file holds."""

    INCIDENTS = "incidents", _("Incidents")
    EVENTS = "events", _("Events of a partner")


class Fault(StrEnum):
    """Why a row, or an incident, was not loaded."""

    ENCODING = "encoding"
    CONTROL = "control"
    TOO_LONG = "too_long"
    UNCLOSED = "unclosed"
    MALFORMED = "malformed"
    COLUMNS = "columns"
    MISSING = "missing"
    LENGTH = "length"
    FORMULA = "formula"
    NAME_LENGTH = "name_length"
    NAME_LETTERS = "name_letters"
    NAME_FILLER = "name_filler"
    DATE_FORMAT = "date_format"
    DATE_FUTURE = "date_future"
    DATE_TOO_OLD = "date_too_old"
    CLOSED_BEFORE_OPENED = "closed_before_opened"
    BORN_AFTER = "born_after"
    CODE_UNKNOWN = "code_unknown"
    CODE_NOT_VALID = "code_not_valid"
    SEX = "sex"
    FOUR_AND_ONE = "four_and_one"
    ORPHAN = "orphan"
    TOO_MANY_PEOPLE = "too_many_people"
    TELEPHONE = "telephone"
    EMAIL = "email"
    POSTCODE = "postcode"
    AREA = "area"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    WORD_UNKNOWN = "word_unknown"
    ONE_TIME = "one_time"
    ENDS_BEFORE = "ends_before"
    NOBODY = "nobody"
    EVENT_CONFLICT = "event_conflict"


@dataclass(frozen=True, slots=True)
class Said:
    """A fault in both languages: the reason, and what to do."""

    reason_en: str
    reason_cy: str
    remedy_en: str
    remedy_cy: str

    @property
    def reason(self) -> str:
        """Why, in the language of the page."""
        return self.reason_cy if _is_welsh() else self.reason_en

    @property
    def remedy(self) -> str:
        """What to do, in the language of the page."""
        return self.remedy_cy if _is_welsh() else self.remedy_en


def _is_welsh() -> bool:
    return (get_language() or "en").startswith("cy")


SAID: Final[dict[Fault, Said]] = {
    Fault.ENCODING: Said(
        "There are characters that do not fit the encoding of the mapping file.",
        "Mae yma nodau nad ydynt yn cyd-fynd ag amgodiad y ffeil fapio.",
        "Save the file in that encoding, or change the encoding in the mapping file.",
        "Cadwch y ffeil yn yr amgodiad hwnnw, neu newidiwch yr amgodiad yn y ffeil fapio.",
    ),
    Fault.CONTROL: Said(
        "There are characters that can not be seen and are not text.",
        "Mae yma nodau na ellir eu gweld ac nad ydynt yn destun.",
        "Take them out in the force’s system, and export the row again.",
        "Tynnwch nhw allan yn system yr heddlu, ac allforiwch y rhes eto.",
    ),
    Fault.TOO_LONG: Said(
        "The row is longer than any row may be.",
        "Mae'r rhes yn hirach nag y caiff unrhyw res fod.",
        "Look for a missing quotation mark, or for a document that was put into a field.",
        "Chwiliwch am ddyfynnod coll, neu am ddogfen a roddwyd mewn maes.",
    ),
    Fault.UNCLOSED: Said(
        "A quotation mark opens here and never closes. Nothing after it could be read.",
        "Mae dyfynnod yn agor yma a byth yn cau. Ni ellid darllen dim ar ei ôl.",
        "Close the quotation mark, or export the file again, and import it once more.",
        "Caewch y dyfynnod, neu allforiwch y ffeil eto, a'i mewnforio unwaith yn rhagor.",
    ),
    Fault.MALFORMED: Said(
        "The row is broken and can not be read.",
        "Mae'r rhes wedi torri ac ni ellir ei darllen.",
        "Export the row again. It may have been cut off.",
        "Allforiwch y rhes eto. Efallai iddi gael ei thorri'n fyr.",
    ),
    Fault.COLUMNS: Said(
        "The row has more or fewer fields than there are headings.",
        "Mae gan y rhes fwy neu lai o feysydd nag sydd o benawdau.",
        "Export the row again. It may have been cut off, or a field may need quotation marks.",
        "Allforiwch y rhes eto. Efallai iddi gael ei thorri'n fyr, neu fod angen dyfynodau ar faes.",
    ),
    Fault.MISSING: Said(
        "A field that must be filled in is empty.",
        "Mae maes y mae'n rhaid ei lenwi yn wag.",
        "Fill it in in the force’s system, and export the incident again.",
        "Llenwch ef yn system yr heddlu, ac allforiwch y digwyddiad eto.",
    ),
    Fault.LENGTH: Said(
        "The field is longer than it may be.",
        "Mae'r maes yn hirach nag y caiff fod.",
        "Make it shorter in the force’s system, and export the incident again.",
        "Gwnewch ef yn fyrrach yn system yr heddlu, ac allforiwch y digwyddiad eto.",
    ),
    Fault.FORMULA: Said(
        "The field begins like a formula, which a spreadsheet would run.",
        "Mae'r maes yn dechrau fel fformiwla, y byddai taenlen yn ei rhedeg.",
        "Write it as plain words in the force’s system, and find out who put it there.",
        "Ysgrifennwch ef mewn geiriau plaen yn system yr heddlu, a darganfyddwch pwy a'i rhoddodd yno.",
    ),
    Fault.NAME_LENGTH: Said(
        "A name has between 1 and 35 characters.",
        "Mae gan enw rhwng 1 a 35 o nodau.",
        "Write the name alone in the field, without notes.",
        "Ysgrifennwch yr enw yn unig yn y maes, heb nodiadau.",
    ),
    Fault.NAME_LETTERS: Said(
        "A name is made of letters, spaces, hyphens, apostrophes and full stops.",
        "Mae enw wedi'i wneud o lythrennau, bylchau, cysylltnodau, collnodau ac atalnodau llawn.",
        "Take out everything else.",
        "Tynnwch bopeth arall allan.",
    ),
    Fault.NAME_FILLER: Said(
        "The name only fills the field: it says that the name is not known.",
        "Dim ond llenwi'r maes y mae'r enw: mae'n dweud nad yw'r enw'n hysbys.",
        "Find out the name, or leave the person out of the incident.",
        "Darganfyddwch yr enw, neu gadewch y person allan o'r digwyddiad.",
    ),
    Fault.DATE_FORMAT: Said(
        "The date is not one that exists, or is not written in a way that the mapping file names.",
        "Nid yw'r dyddiad yn bod, neu nid yw wedi'i ysgrifennu mewn ffordd y mae'r ffeil fapio'n ei henwi.",
        "Write dates in one way, and name that way in the mapping file. Dates are never guessed.",
        "Ysgrifennwch ddyddiadau mewn un ffordd, ac enwch honno yn y ffeil fapio. Ni chaiff dyddiadau byth eu dyfalu.",
    ),
    Fault.DATE_FUTURE: Said(
        "The date is in the future.",
        "Mae'r dyddiad yn y dyfodol.",
        "Put the date right. Day and month may have changed places.",
        "Cywirwch y dyddiad. Efallai i'r dydd a'r mis gyfnewid lle.",
    ),
    Fault.DATE_TOO_OLD: Said(
        "The date is longer ago than it can be.",
        "Mae'r dyddiad yn bellach yn ôl nag y gall fod.",
        "Put the year right.",
        "Cywirwch y flwyddyn.",
    ),
    Fault.CLOSED_BEFORE_OPENED: Said(
        "The incident was closed before it was opened.",
        "Caewyd y digwyddiad cyn iddo gael ei agor.",
        "Put one of the two times right.",
        "Cywirwch un o'r ddau amser.",
    ),
    Fault.BORN_AFTER: Said(
        "The person was born after the incident.",
        "Ganwyd y person ar ôl y digwyddiad.",
        "Put the date of birth right.",
        "Cywirwch y dyddiad geni.",
    ),
    Fault.CODE_UNKNOWN: Said(
        "The code is neither in the list of incident codes nor in the mapping file.",
        "Nid yw'r cod yn y rhestr codau digwyddiadau nac yn y ffeil fapio.",
        "Add the code to the mapping file, or to the list of codes.",
        "Ychwanegwch y cod at y ffeil fapio, neu at y rhestr godau.",
    ),
    Fault.CODE_NOT_VALID: Said(
        "The code was not valid on that day.",
        "Nid oedd y cod yn ddilys ar y diwrnod hwnnw.",
        "Use the code of that day, or change the days in the list of codes.",
        "Defnyddiwch god y diwrnod hwnnw, neu newidiwch y dyddiau yn y rhestr godau.",
    ),
    Fault.SEX: Said(
        "What was recorded as sex is not in the mapping file.",
        "Nid yw'r hyn a gofnodwyd fel rhyw yn y ffeil fapio.",
        "Name every code of the force’s system in the mapping file.",
        "Enwch bob cod o system yr heddlu yn y ffeil fapio.",
    ),
    Fault.FOUR_AND_ONE: Said(
        "A person needs a given name, a family name, a date of birth, a sex, and one thing more: an address, a "
        "telephone number, an e-mail address, a place of birth or the force’s own number for them.",
        "Mae angen enw cyntaf, cyfenw, dyddiad geni a rhyw ar berson, ac un peth arall: cyfeiriad, rhif ffôn, "
        "cyfeiriad e-bost, man geni neu rif yr heddlu ei hun ar eu cyfer.",
        "Find out what is missing, or leave the person out of the incident.",
        "Darganfyddwch beth sydd ar goll, neu gadewch y person allan o'r digwyddiad.",
    ),
    Fault.ORPHAN: Said(
        "There is a person here, but no incident that they belong to.",
        "Mae person yma, ond dim digwyddiad y maent yn perthyn iddo.",
        "Fill in the incident’s number.",
        "Llenwch rif y digwyddiad.",
    ),
    Fault.TOO_MANY_PEOPLE: Said(
        "There are more people in this incident than one incident may have.",
        "Mae mwy o bobl yn y digwyddiad hwn nag y caiff un digwyddiad eu cael.",
        "Look whether several incidents have the same number.",
        "Edrychwch a oes gan sawl digwyddiad yr un rhif.",
    ),
    Fault.TELEPHONE: Said(
        "This is not a telephone number that exists.",
        "Nid yw hwn yn rhif ffôn sy'n bod.",
        "Write one number with its area code, and no words.",
        "Ysgrifennwch un rhif gyda'i god ardal, a dim geiriau.",
    ),
    Fault.EMAIL: Said(
        "This is not an e-mail address.",
        "Nid cyfeiriad e-bost yw hwn.",
        "Write one address, such as name@example.org.",
        "Ysgrifennwch un cyfeiriad, megis enw@example.org.",
    ),
    Fault.POSTCODE: Said(
        "This is not a whole postcode.",
        "Nid cod post cyfan yw hwn.",
        "Write the whole postcode, or leave the field empty.",
        "Ysgrifennwch y cod post cyfan, neu gadewch y maes yn wag.",
    ),
    Fault.AREA: Said(
        "This is not an area that the force serves.",
        "Nid yw hon yn ardal y mae'r heddlu'n ei gwasanaethu.",
        "Name the area in the mapping file by its national code.",
        "Enwch yr ardal yn y ffeil fapio yn ôl ei chod cenedlaethol.",
    ),
    Fault.REPEATED: Said(
        "The same stands earlier in the file. It was read once.",
        "Mae'r un peth yn gynharach yn y ffeil. Fe'i darllenwyd unwaith.",
        "Nothing needs to be done. Take the repeated row out of the next export.",
        "Nid oes angen gwneud dim. Tynnwch y rhes a ailadroddwyd o'r allforiad nesaf.",
    ),
    Fault.CONFLICT: Said(
        "An incident of this number stands earlier in the file and says something else.",
        "Mae digwyddiad o'r rhif hwn yn gynharach yn y ffeil ac yn dweud rhywbeth arall.",
        "Put the rows of one incident together, and let them agree about it.",
        "Rhowch resi un digwyddiad gyda'i gilydd, a gwnewch iddynt gytuno amdano.",
    ),
    Fault.WORD_UNKNOWN: Said(
        "The word is none of those that may stand here.",
        "Nid yw'r gair yn un o'r rhai a gaiff sefyll yma.",
        "Use one of the words that the guide to loading events names for this column.",
        "Defnyddiwch un o'r geiriau y mae'r canllaw i lwytho digwyddiadau yn eu henwi ar gyfer y golofn hon.",
    ),
    Fault.ONE_TIME: Said(
        "An event needs a moment or a day, and not both.",
        "Mae angen adeg neu ddiwrnod ar ddigwyddiad, ac nid y ddau.",
        "Fill in at when the time of day is known, otherwise on.",
        "Llenwch at pan fydd yr amser o'r dydd yn hysbys, fel arall on.",
    ),
    Fault.ENDS_BEFORE: Said(
        "The event ends before it begins, or has an end and no first day.",
        "Mae'r digwyddiad yn gorffen cyn dechrau, neu mae iddo ddiwedd heb ddiwrnod cyntaf.",
        "Put the two days right. A period is written with on and until.",
        "Cywirwch y ddau ddiwrnod. Ysgrifennir cyfnod ag on ac until.",
    ),
    Fault.NOBODY: Said(
        "The event is about somebody of whom the service has no record from this partner.",
        "Mae'r digwyddiad am rywun nad oes gan y gwasanaeth gofnod amdano gan y partner hwn.",
        "Load the partner’s records of people first, and use the same system and key.",
        "Llwythwch gofnodion y partner am bobl yn gyntaf, a defnyddiwch yr un system ac allwedd.",
    ),
    Fault.EVENT_CONFLICT: Said(
        "An event of this key stands earlier in the file and says something else.",
        "Mae digwyddiad â'r allwedd hon yn gynharach yn y ffeil ac yn dweud rhywbeth arall.",
        "Give each event a key of its own.",
        "Rhowch allwedd ei hun i bob digwyddiad.",
    ),
}


def said(fault: str) -> Said:
    """The words for a fault, by its value. Raises ValueError for one that does not exist."""
    return SAID[Fault(fault)]
