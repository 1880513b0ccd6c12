"""The same questions in the words of who is asked: whole sentences, chosen by where a concern is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Setting
from earlyhelp.kit.forms import Form


@dataclass(frozen=True, slots=True)
class Wording:
    """A question and its hint."""

    label: str | Promise
    hint: str | Promise


_OFFER: Final = Wording(
    _("Did you or a colleague offer help, and what did they say?"),
    _("The help that you already give counts as well."),
)
WORDINGS: Final[Mapping[Setting, Mapping[str, Wording]]] = {
    Setting.POLICE: {},
    Setting.CONTROL_ROOM: {
        "seen_and_heard": Wording(
            _("What did the caller say, and what did you hear?"),
            _("Facts first: what was said, and what could be heard behind it. Say what is your opinion."),
        ),
        "own_words": Wording(
            _("What did the caller say, in their own words?"),
            _("As they said it, in the language they said it in. Say so if they speak for somebody else."),
        ),
        "strengths": Wording(
            _("Did the caller say what is going well, and who supports them?"),
            _("People they trust, somebody who is with them now, help that they already have."),
        ),
        "help_offered": Wording(_("Was help offered on the telephone, and what did they say?"), ""),
    },
    Setting.SCHOOL: {
        "occurred_on": Wording(_("Which day did you notice it?"), _("For example, 27 3 2026")),
        "place": Wording(
            _("Where did it happen, or where did you notice it?"), _("Such as the school’s name.")
        ),
        "seen_and_heard": Wording(
            _("What have you seen and heard at school?"),
            _(
                "Facts first: attendance, what the child did and said, what a parent said. Say what is your opinion."
            ),
        ),
        "strengths": Wording(
            _("What is going well at school and at home, and who supports them?"),
            _("What they enjoy and are good at, friends, an adult at school whom they trust. Begin here."),
        ),
        "help_offered": _OFFER,
    },
    Setting.HEALTH: {
        "occurred_on": Wording(_("Which day did you see or speak to them?"), _("For example, 27 3 2026")),
        "place": Wording(
            _("Where did you see or speak to them?"), _("Such as the practice, the ward or their home.")
        ),
        "seen_and_heard": Wording(
            _("What did you notice, and what were you told?"),
            _("Only what others need in order to help. Clinical notes stay where they are."),
        ),
        "help_offered": _OFFER,
    },
    Setting.HOUSING: {
        "occurred_on": Wording(_("Which day did you notice it?"), _("For example, 27 3 2026")),
        "place": Wording(
            _("Which home or building is this about?"), _("An address, or a place that people know.")
        ),
        "seen_and_heard": Wording(
            _("What did you see and hear at the home or from the tenant?"),
            _(
                "Facts first: the state of the home, what was said, what neighbours reported. Say what is your opinion."
            ),
        ),
        "help_offered": _OFFER,
    },
    Setting.PARTNER: {
        "occurred_on": Wording(_("Which day did you notice it?"), _("For example, 27 3 2026")),
        "help_offered": _OFFER,
    },
}


def word(form: Form, setting: Setting) -> None:
    """Ask the form's questions in the words of this setting."""
    for name, wording in WORDINGS[setting].items():
        if name in form.fields:
            field: Any = form.fields[name]
            field.label, field.help_text = wording.label, wording.hint
