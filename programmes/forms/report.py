from collections.abc import Mapping

from django import forms

from programmes import drafting
from programmes.choices import WRITTEN_SECTIONS, ReportedRag
from programmes.models import Report

RAG_HINTS = {
    ReportedRag.GREEN: "On track. Nothing major threatens time, cost or quality.",
    ReportedRag.AMBER: "Possible, but there are real problems that need attention now.",
    ReportedRag.RED: "Will not succeed unless something changes.",
}


class ReportForm(forms.Form):
    """The written part of an open report. Its status too, for the chair.

    What is written is always kept: ``save`` stores every text even where another answer is
    wrong, and nothing at all where somebody else has saved meanwhile.
    """

    use_required_attribute = False

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, report: Report, chair: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.report, self.chair, self.kept = report, chair, ""
        self.theirs = []
        self.stored = drafting.fingerprint(report)
        self.fields["seen"].initial = self.stored
        if chair:
            self._add_status()
        for section in WRITTEN_SECTIONS:
            self._add_section(section)
        self._add_decisions()

    def _add_status(self):
        self.fields["rag"] = forms.ChoiceField(
            choices=[(rag.value, rag.label) for rag in RAG_HINTS],
            widget=forms.RadioSelect,
            required=False,
            initial=self.report.rag,
            label="How is the programme doing overall?",
            error_messages={"invalid_choice": "Choose green, amber or red"},
        )
        self.fields["reason"] = _text(
            "Reason for this status",
            self.report.reason,
            "Two or three sentences for someone who reads nothing else.",
        )
        self.fields["difference_reason"] = _text(
            "Why your status differs from the evidence",
            self.report.difference_reason,
            "Only where it does. The report prints both, with this sentence.",
        )

    def _add_section(self, section):
        held = [row for row in self.report.entries.all() if row.section == section]
        nil = any(row.section == section for row in self.report.nil_returns.all())
        self.fields[f"text_{section}"] = _text(section.label, drafting.joined(held))
        self.fields[f"nil_{section}"] = forms.BooleanField(
            required=False,
            initial=nil,
            label=f"Nil return: nothing to report under “{section.label}”",
        )

    def _add_decisions(self):
        self.fields["decisions"] = _text(
            "Decisions wanted",
            drafting.joined(self.report.decisions.all()),
            "What the trust executive is asked to decide. Leave it empty if there is nothing.",
        )

    @property
    def sections(self):
        """The written sections, each as its text and its nil return."""
        return [(self[f"text_{section}"], self[f"nil_{section}"]) for section in WRITTEN_SECTIONS]

    @property
    def rag_options(self):
        """The choices of status, each with what it means."""
        return [(option, RAG_HINTS[option.data["value"]]) for option in self["rag"]]

    def clean(self):
        """Refuse a nil return of a section that has text."""
        cleaned = super().clean()
        for section in WRITTEN_SECTIONS:
            if cleaned.get(f"nil_{section}") and cleaned.get(f"text_{section}", "").strip():
                self.add_error(
                    f"nil_{section}",
                    f"“{section.label}” has text, so it cannot also be a nil return. "
                    "Untick the box, or remove the text",
                )
        return cleaned

    def refuse_stale(self) -> bool:
        """Whether somebody else saved since this page was opened. Says so, and shows theirs."""
        if self.data.get("seen") == self.stored:
            return False
        self.theirs = [
            (bound.label, bound.initial)
            for bound in (self[name] for name in self.fields)
            if bound.field.widget.__class__ is forms.Textarea
            and _plain(bound.initial) != _plain(bound.data)
        ]
        self._see(self.stored)
        self.add_error(
            None,
            "Somebody else saved this report after you opened it, so yours is not saved yet. "
            "Their text is shown below where it differs from yours. Bring the two together and "
            "save again",
        )
        return True

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Show what stops submission beside the answers it is about."""
        for place, problem in problems.items():
            self.add_error(f"text_{place}" if place in WRITTEN_SECTIONS else place or None, problem)

    def save(self, *, by) -> None:
        """Store what is written. Answers that were wrong stay as they were."""
        cleaned = self.cleaned_data
        drafting.write_sections(
            self.report,
            {section: cleaned[f"text_{section}"] for section in WRITTEN_SECTIONS},
            {
                section: cleaned[f"nil_{section}"]
                for section in WRITTEN_SECTIONS
                if f"nil_{section}" in cleaned
            },
            by=by,
        )
        drafting.write_decisions(self.report, cleaned["decisions"])
        if self.chair:
            drafting.write_status(
                self.report,
                rag=cleaned.get("rag", self.report.rag),
                reason=cleaned["reason"],
                difference_reason=cleaned["difference_reason"],
            )
        self.kept = "Your text is saved."
        self._see(drafting.fingerprint(Report.objects.get(pk=self.report.pk)))

    def _see(self, fingerprint):
        """The page that is drawn again knows what is stored now."""
        self.data = self.data.copy()
        self.data["seen"] = fingerprint


def _text(label, initial, hint=""):
    return forms.CharField(
        required=False,
        label=label,
        initial=initial,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _plain(text):
    return (text or "").replace("\r\n", "\n").strip()
