"""The form of the risk scheme: ten words, and levels that can be added and taken away."""

from hashlib import sha256

from django import forms

from programmes.choices import RiskAxis, RiskWeight
from programmes.risk_scheme import MOST, Level, RiskScheme, scheme_problems

_LONGEST = 30  # characters of a word or a name
_NUMBERS = range(1, 6)
SPARE = 2  # empty lines for further levels
CHANGED = (
    "Somebody else saved a risk scheme after you opened this page: see “Latest changes”. What you "
    "typed is still here and is not saved. Save it again to put it in place of theirs."
)


class WordsForm(forms.Form):
    """A word for each number of likelihood and of impact."""

    def __init__(self, *args, scheme: RiskScheme, **kwargs):
        super().__init__(*args, prefix="words", **kwargs)
        held = {RiskAxis.LIKELIHOOD: scheme.likelihoods, RiskAxis.IMPACT: scheme.impacts}
        for axis, words in held.items():
            for number, word in zip(_NUMBERS, words, strict=True):
                self.fields[f"{axis}_{number}"] = forms.CharField(
                    label=f"{axis.label} {number}",
                    initial=word,
                    max_length=_LONGEST,
                    error_messages={"required": f"Give {axis.label.lower()} {number} its word."},
                    widget=forms.TextInput(attrs={"aria-label": f"{axis.label} {number}"}),
                )

    def words(self, axis: RiskAxis) -> tuple[str, ...]:
        """The words of an axis, from 1 to 5."""
        return tuple(self.cleaned_data[f"{axis}_{number}"] for number in _NUMBERS)

    def rows(self) -> list[tuple]:
        """The fields of each number: likelihood, then impact."""
        return [
            (number, *(self[f"{axis}_{number}"] for axis in RiskAxis.values)) for number in _NUMBERS
        ]


class LevelForm(forms.Form):
    """One level; a line without a name is none."""

    name = forms.CharField(max_length=_LONGEST)
    least = forms.IntegerField(
        label="least score",
        min_value=1,
        max_value=MOST,
        error_messages={"required": "Give the least score of this level."},
    )
    weight = forms.ChoiceField(label="counts as", choices=RiskWeight, required=False)


LevelFormSet = forms.formset_factory(LevelForm, extra=SPARE, can_delete=True)


class SchemeForm:
    """The words and the levels together."""

    def __init__(self, data, scheme: RiskScheme):
        initial = [
            {"name": level.name, "least": level.least, "weight": level.weight}
            for level in scheme.levels
        ]
        self.words = WordsForm(data, scheme=scheme)
        self.levels = LevelFormSet(data, initial=initial, prefix="level")
        self.problems: list[str] = []
        self.seen = _mark_of(scheme)  # sent along, to notice when another was saved meanwhile
        self._stale = data is not None and data.get("seen", self.seen) != self.seen
        for number, form in enumerate(self.levels.forms, 1):
            _name_boxes(form, number)

    def is_valid(self) -> bool:
        """Whether it is a scheme that makes sense; ``problems`` says why it is not."""
        filled = self.words.is_valid() & self.levels.is_valid()
        self.problems = scheme_problems(self.scheme()) if filled else []
        self.problems += [CHANGED] if self._stale else []
        return filled and not self.problems

    def refuse_as_changed(self, kept: RiskScheme) -> None:
        """Say that ``kept`` was saved by somebody else while this was being saved."""
        self.problems, self.seen = [CHANGED], _mark_of(kept)

    def scheme(self) -> RiskScheme:
        """The scheme that was typed."""
        kept = [
            form.cleaned_data
            for form in self.levels.forms
            if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]
        levels = (Level(row["name"], row["least"], RiskWeight(row["weight"])) for row in kept)
        return RiskScheme(
            likelihoods=self.words.words(RiskAxis.LIKELIHOOD),
            impacts=self.words.words(RiskAxis.IMPACT),
            levels=tuple(sorted(levels, key=lambda level: level.least)),
        )


def _mark_of(scheme):
    return sha256(repr(scheme).encode()).hexdigest()[:16]


def _name_boxes(form, number):
    """Say of each box of a line, which share one heading, which level it is of."""
    for name, field in form.fields.items():
        said = {
            "name": "Name",
            "least": "Least score",
            "weight": "Counts as",
            "DELETE": "Take away",
        }
        field.widget.attrs["aria-label"] = f"{said[name]}, level {number}"
