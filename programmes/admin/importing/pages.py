"""The pages of the admin to export rows, and to import them once their changes were looked at."""

from dataclasses import asdict

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from import_export.admin import ImportExportMixin

from indicators.aside import GONE, UploadRefused
from indicators.sources.problems import Problem
from indicators.sources.tables import UnreadableTable
from programmes.admin.confirming import FIELD as READ
from programmes.admin.confirming import Shown
from programmes.admin.importing.formats import FORMATS, CannotWrite
from programmes.admin.importing.forms import ConfirmForm, ImportFileForm
from programmes.admin.importing.holding import Held, drop, hold
from programmes.admin.importing.listing import listing
from programmes.admin.importing.reading import Upload, read_upload
from programmes.admin.importing.running import ImportRefused, apply, look
from programmes.admin.pages import page_context
from programmes.touched import digest_of

SHOWN = 200  # changes, or problems, on one page; the download has them all


class ImportPages(ImportExportMixin):
    """Import and export for a ModelAdmin whose ``resource_classes`` names one resource.

    The library's own pages are replaced: these need no choice of format, show what changes cell
    by cell, and let nobody confirm a file or changes other than those shown.
    """

    import_template_name = "admin/import_export/import.html"
    changes_template_name = "admin/import_export/changes.html"
    export_template_name = "admin/import_export/export.html"

    @property
    def resource(self):
        """The one resource."""
        return self.resource_classes[0]

    def has_import_permission(self, request):
        """Whoever may add such rows and change them."""
        names = (f"{self.opts.app_label}.{do}_{self.opts.model_name}" for do in ("add", "change"))
        return request.user.has_perms(names)

    def has_export_permission(self, request):
        """Whoever may look at them."""
        return self.has_view_permission(request)

    def get_urls(self):
        """With the list of all changes, as a file."""
        name = "{}_{}_import_changes".format(*self.get_model_info())
        view = self.admin_site.admin_view(self.import_changes)
        return [path("process_import/changes.csv", view, name=name), *super().get_urls()]

    def import_action(self, request, **kwargs):
        """Take a file, and go on to what it would change."""
        self._refuse_outsiders(request)
        sent = request.method == "POST"
        form = ImportFileForm(request.POST, request.FILES) if sent else ImportFileForm()
        problems: list[Problem] = []
        if form.is_valid():
            try:
                held = hold(form.cleaned_data["file"])
                self._keep(request, held)
                self._read(held)
                return HttpResponseRedirect(self._url("process_import"))
            except UploadRefused as error:
                form.add_error("file", str(error))
            except UnreadableTable as error:
                self._forget(request)
                problems = error.problems
        columns = self.resource.all_columns()
        keys = self.resource._meta.import_id_fields
        context = {"form": form, "problems": problems, "columns": columns, "keys": keys}
        return self._page(request, self.import_template_name, "Import {}", context)

    def process_import(self, request, **kwargs):
        """Show what the file would change, and import it when that is agreed to."""
        self._refuse_outsiders(request)
        try:
            held = self._held(request)
            upload = self._read(held)
        except (UploadRefused, UnreadableTable) as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self._url("import"))
        done = self._confirmed(request, held, upload) if request.method == "POST" else None
        if done:
            return done
        outcome = look(self.resource, upload, request.user)
        seen = {"file_digest": held.digest, "changes_digest": outcome.digest}
        context = {
            "file": held.name,
            "outcome": outcome,
            "changes": outcome.changes[:SHOWN],
            "problems": outcome.problems[:SHOWN],
            "shown": SHOWN,
            "confirm": ConfirmForm(initial=seen),
            "to_confirm": outcome.touched and Shown(outcome.touched, digest_of(outcome.touched)),
        }
        return self._page(request, self.changes_template_name, "Changes to {}", context)

    def import_changes(self, request):
        """All changes, or all problems, of the file that waits."""
        self._refuse_outsiders(request)
        try:
            upload = self._read(self._held(request))
        except (UploadRefused, UnreadableTable) as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self._url("import"))
        return _download(listing(look(self.resource, upload, request.user)), "changes", "csv")

    def export_action(self, request):
        """Offer the rows of the list, filtered and searched as it is, in either format."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        try:
            rows = self.resource().in_order(self.get_export_queryset(request))
        except IncorrectLookupParameters:
            return HttpResponseRedirect(request.path)
        chosen = request.POST.get("format")
        if chosen in FORMATS:
            try:
                return self._file(chosen, rows)
            except CannotWrite as error:
                messages.error(request, str(error))
        context = {"count": rows.count(), "filtered": bool(request.GET)}
        return self._page(request, self.export_template_name, "Export {}", context)

    def _file(self, chosen: str, rows) -> HttpResponse:
        dataset = self.resource().export(rows)
        dataset.title = str(self.opts.verbose_name_plural)[:31]
        file_format = FORMATS[chosen]()
        name = f"{dataset.title.replace(' ', '-')}-{timezone.localdate():%Y-%m-%d}"
        return _download(file_format.export_data(dataset), name, chosen)

    def _confirmed(self, request, held: Held, upload: Upload) -> HttpResponse | None:
        """Import what was agreed to; nothing where it is not, which a message then says."""
        if "_cancel" in request.POST:
            self._forget(request)
            return HttpResponseRedirect(self._url("changelist"))
        form = ConfirmForm(request.POST)
        if not form.is_valid() or form.cleaned_data["file_digest"] != held.digest:
            messages.error(request, "Another file was uploaded meanwhile. This is that file.")
            return None
        try:
            outcome = apply(
                self.resource,
                upload,
                request.user,
                form.cleaned_data["changes_digest"],
                read=READ in request.POST,
            )
        except ImportRefused as error:
            messages.error(request, str(error))
            return None
        self._forget(request)
        message = (
            f"Imported {held.name}: {outcome.new:,} new, {outcome.changed:,} changed, "
            f"{outcome.unchanged:,} unchanged."
        )
        self._log(request, message)
        messages.success(request, message)
        return HttpResponseRedirect(self._url("changelist"))

    def _log(self, request, message: str) -> None:
        """One line for all rows; what became of each of them is in its history."""
        LogEntry.objects.create(
            user=request.user,
            content_type=ContentType.objects.get_for_model(self.model),
            object_repr=str(self.opts.verbose_name_plural),
            action_flag=CHANGE,
            change_message=message,
        )

    def _read(self, held: Held) -> Upload:
        columns, keys = self.resource.all_columns(), self.resource._meta.import_id_fields
        return read_upload(held.path, columns, keys)

    def _refuse_outsiders(self, request) -> None:
        if not self.has_import_permission(request):
            raise PermissionDenied

    @property
    def _session_key(self) -> str:
        return f"import {self.opts.label_lower}"

    def _keep(self, request, held: Held) -> None:
        """Let this person's session know the file, in place of an earlier one."""
        self._forget(request)
        request.session[self._session_key] = asdict(held)

    def _held(self, request) -> Held:
        """The file this person uploaded. Raises UploadRefused where there is none."""
        if self._session_key not in request.session:
            raise UploadRefused(GONE)
        return Held(**request.session[self._session_key])

    def _forget(self, request) -> None:
        if found := request.session.pop(self._session_key, None):
            drop(Held(**found))

    def _url(self, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}")

    def _page(self, request, template: str, title: str, context: dict) -> TemplateResponse:
        request.current_app = self.admin_site.name
        title = title.format(self.opts.verbose_name_plural)
        return TemplateResponse(request, [template], page_context(self, request, title) | context)


def _download(data: bytes, name: str, extension: str) -> HttpResponse:
    response = HttpResponse(data, content_type=FORMATS[extension]().get_content_type())
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response
