"""Reports, while they are open; their decisions; and their documents, to be seen."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from indicators.admin.base import ViewOnlyAdmin
from programmes.models import Decision, Document, Entry, NilReturn, Report
from programmes.round import carry_forward
from programmes.round.decisions import follow


class OpenReportInline(admin.StackedInline):
    """A part of a report that can be changed only while the report is open."""

    extra = 0

    def has_add_permission(self, request, obj=None):
        """While the report is open."""
        return super().has_add_permission(request, obj) and _is_open(obj)

    def has_change_permission(self, request, obj=None):
        """While the report is open."""
        return super().has_change_permission(request, obj) and _is_open(obj)

    def has_delete_permission(self, request, obj=None):
        """While the report is open."""
        return super().has_delete_permission(request, obj) and _is_open(obj)


def _is_open(report):
    return report is None or report.is_open


class EntryInline(OpenReportInline):
    """The paragraphs of the written sections."""

    model = Entry
    fields = [("section", "position"), "text"]


class NilReturnInline(OpenReportInline):
    """Sections with nothing to report."""

    model = NilReturn
    fields = ["section"]


class DecisionInline(OpenReportInline):
    """What the executive is asked to decide."""

    model = Decision
    fields = [("text", "position")]


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """Open a report here; its lead and chair fill it in. A submitted one can only be read."""

    list_display = ["programme", "period_end", "version", "state", "due_on", "rag", "submitted_at"]
    list_display_links = ["period_end"]
    list_filter = ["state", "programme"]
    list_select_related = ["programme"]
    inlines = [EntryInline, NilReturnInline, DecisionInline]
    readonly_fields = ["version", "state", "submitted_at", "submitted_by"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "programme",
                    "kind",
                    ("period_end", "report_date"),
                    ("due_on", "version"),
                ]
            },
        ),
        ("Status", {"fields": ["rag", "reason", "difference_reason"]}),
        ("How far it has come", {"fields": ["state", ("submitted_at", "submitted_by")]}),
    ]

    def get_queryset(self, request):
        """Without the frozen figures, which no page here shows."""
        return super().get_queryset(request).defer("snapshot")

    def get_inlines(self, request, obj):
        """What is written belongs to a report that is saved."""
        return self.inlines if obj else []

    def has_change_permission(self, request, obj=None):
        """While the report is open."""
        return super().has_change_permission(request, obj) and _is_open(obj)

    def has_delete_permission(self, request, obj=None):
        """While the report is open."""
        return super().has_delete_permission(request, obj) and _is_open(obj)

    def save_model(self, request, obj, form, change):
        """A report opened here starts with what is known too, as one of a round does."""
        super().save_model(request, obj, form, change)
        if not change:
            carry_forward(obj, by=request.user)

    def save_formset(self, request, form, formset, change):
        """A nil return is signed by whoever gives it."""
        for row in formset.save(commit=False):
            if isinstance(row, NilReturn) and row.by_id is None:
                row.by = request.user
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()


class DecisionForm(forms.ModelForm):
    """An outcome and the day it was decided, which go together."""

    class Meta:
        model = Decision
        fields = ["outcome", "note", "decided_by", "decided_on"]

    def clean(self):
        """Refuse an outcome without its day."""
        cleaned = super().clean()
        if cleaned.get("outcome") and not cleaned.get("decided_on"):
            self.add_error("decided_on", "Give the day it was decided.")
        return cleaned


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    """Record what the executive decided."""

    form = DecisionForm
    list_display = ["text", "report", "outcome", "decided_on"]
    list_filter = ["outcome"]
    list_select_related = ["report__programme"]
    fields = ["report", "text", "outcome", "note", ("decided_by", "decided_on")]
    readonly_fields = ["report", "text"]

    def save_model(self, request, obj, form, change):
        """What stands in the next draft follows."""
        super().save_model(request, obj, form, change)
        follow(obj, by=request.user)

    def has_add_permission(self, request):
        """Not here: a decision is wanted in a report."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Not here: a report keeps the decisions it asked for."""
        return False


@admin.register(Document)
class DocumentAdmin(ViewOnlyAdmin):
    """The files made from reports."""

    list_display = ["report", "format", "made_at"]
    list_filter = ["format"]
    list_select_related = ["report__programme"]
    fields = ["report", "format", "download", "made_at", "fingerprint"]
    readonly_fields = ["download", "fingerprint"]

    @admin.display(description="fingerprint (SHA-256)")
    def fingerprint(self, document):
        """By which a copy can be checked to be the same, byte for byte."""
        return document.sha256

    @admin.display(description="file")
    def download(self, document):
        """A link to the document, where it is still what the report says."""
        report = document.report
        url = reverse(
            "report-document",
            args=[report.programme.code, report.period_end, document.format],
        )
        link = '<a href="{}?version={}">The report as it reads now</a>'
        return format_html(link, url, report.version)
