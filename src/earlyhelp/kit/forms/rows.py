"""Groups of fields that repeat: several people in one form, with or without JavaScript.

    class People(Rows):
        form, prefix, name = PersonForm, "people", "person"
        title = _("Person %(number)d")
        add, remove = _("Add another person"), _("Remove this person")
        too_few = _("Add at least one person")

    form, rows = IncidentForm(request.POST or None), People(request.POST or None)
    if language_switch_requested(request) or rows.button_pressed:
        form.hide_errors(), rows.hide_errors()
    elif request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        save(form.cleaned_data, rows.cleaned_data)

`{{ rows }}` draws them. The buttons `add_person` and `remove_person` (its value is the row's index) send the
whole form, so nothing typed is lost; `button_pressed` says that one was pressed and that the row is added or gone.
This takes the place of Django's formsets: the rows are counted from what was sent, so there is no count to
forge or to lose.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms.base import Form, Problem
from earlyhelp.kit.forms.text import Words


@dataclass(frozen=True)
class Row:
    """One of the rows, as the template draws it."""

    index: int | str
    title: str
    form: Form
    removable: bool


class Rows:
    """Several forms of one kind. Rows after the first `minimum` may stay empty, and are then passed over."""

    form: ClassVar[type[Form]]
    prefix: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[Words]
    add: ClassVar[Words]
    remove: ClassVar[Words]
    too_few: ClassVar[Words] = _("Add at least one")
    too_many: ClassVar[Words] = _("Keep to %(maximum)d or fewer. Remove some, or send them separately")
    minimum: ClassVar[int] = 1
    maximum: ClassVar[int] = 20
    template_name: ClassVar[str] = "kit/forms/rows.html"

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: Sequence[Mapping[str, Any]] = (),
        form_kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        self.form_kwargs = dict(form_kwargs or {})
        self.is_bound = data is not None
        self.button_pressed = False
        self._quiet = False
        self._sent = 0
        # Which row of the page that was sent stands where now; a row that was removed is in nobody's place.
        self.places: dict[str, int] = {}
        self.forms: list[Form] = self._bound(data) if data is not None else self._unbound(initial)

    def __iter__(self) -> Iterator[Row]:
        removable = len(self.forms) > max(self.minimum, 1)
        for index, form in enumerate(self.forms):
            yield Row(index, self._title(index + 1), form, removable)

    def __len__(self) -> int:
        return len(self.forms)

    def __str__(self) -> SafeString:
        return SafeString(render_to_string(self.template_name, {"rows": self}))

    __html__ = __str__

    @property
    def blank(self) -> Row:
        """The row that the browser copies. It stands in the page in a <template>."""
        title = re.sub(r"%\(number\)[ds]", "__number__", str(self.title))
        return Row("__index__", title, self._form("__index__", None), removable=True)

    @property
    def full(self) -> bool:
        return len(self.forms) >= self.maximum

    @property
    def filled(self) -> list[Form]:
        """The rows in which something was written."""
        return [form for form in self.forms if form.has_changed()]

    @property
    def cleaned_data(self) -> list[dict[str, Any]]:
        """What was written, row by row. Read it after `is_valid()`."""
        return [form.cleaned_data for form in self.filled]

    @property
    def errors(self) -> list[Any]:
        return [] if self._quiet else [form.errors for form in self.forms if form.errors]

    def is_valid(self) -> bool:
        """True when every row is, and there are neither too few nor too many."""
        each = [form.is_valid() for form in self.forms]
        return self.is_bound and not self._quiet and all(each) and not self._count_problem()

    def hide_errors(self) -> None:
        self._quiet = True
        for form in self.forms:
            form.hide_errors()

    def problems(self) -> Iterator[Problem]:
        """What to put right. The row's title stands before the sentence when there is more than one row."""
        if self._quiet or not self.is_bound:
            return
        if sentence := self._count_problem():
            yield Problem(str(sentence), f"#{self.prefix}")
        for row in self:
            for problem in row.form.problems():
                where = row.title if len(self.forms) > 1 else ""
                yield Problem(problem.message, problem.href or f"#{self.prefix}", where)

    def _count_problem(self) -> str | Promise:
        if self._sent > self.maximum:
            return str(self.too_many) % {"maximum": self.maximum}
        if self.minimum and not self.filled and not any(form.errors for form in self.forms):
            return self.too_few
        return ""

    def _title(self, number: int) -> str:
        title = str(self.title)
        return title % {"number": number} if "%(number)" in title else title

    def _form(self, index: int | str, data: Any, initial: Mapping[str, Any] | None = None) -> Form:
        optional = isinstance(index, int) and index >= self.minimum
        return self.form(
            data,
            prefix=f"{self.prefix}-{index}",
            initial=dict(initial or {}),
            empty_permitted=optional,
            use_required_attribute=False,
            **self.form_kwargs,
        )

    def _unbound(self, initial: Sequence[Mapping[str, Any]]) -> list[Form]:
        count = max(len(initial), self.minimum)
        padded = [*initial, *({} for _missing in range(count - len(initial)))]
        return [self._form(index, None, start) for index, start in enumerate(padded)]

    def _bound(self, data: QueryDict) -> list[Form]:
        data = data.copy()
        sent = self._indexes(data)
        removed = data.get(f"remove_{self.name}", "")
        if removed.isdecimal() and removed in sent:
            sent.remove(removed)
            self.button_pressed = True
        count = max(len(sent), self.minimum)
        if f"add_{self.name}" in data:
            count += 1
            self.button_pressed = True
        self._sent = len(sent)
        self.places = {old: new for new, old in enumerate(sent)}
        renumbered = self._renumber(data, sent)
        forms = [self._form(index, renumbered) for index in range(min(count, self.maximum))]
        if self.button_pressed:
            self._quiet = True
            for form in forms:
                form.hide_errors()
        return forms

    def _indexes(self, data: QueryDict) -> list[str]:
        """The rows that were sent, in the order of the page: each has a hidden `prefix-index-row`."""
        sent = {
            found[1] for key in data if (found := re.fullmatch(rf"{self.prefix}-(\d{{1,4}})-[\w-]+", key))
        }
        return sorted(sent, key=int)

    def _renumber(self, data: QueryDict, sent: list[str]) -> QueryDict:
        """The same answers with rows counted from 0 without gaps."""
        renumbered = QueryDict(mutable=True)
        for new, old in enumerate(sent):
            start = f"{self.prefix}-{old}-"
            for key in data:
                if key.startswith(start):
                    renumbered.setlist(f"{self.prefix}-{new}-{key.removeprefix(start)}", data.getlist(key))
        return renumbered
