"""Uploading a file for a source: look at it first, then pull it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from indicators import uploads
from indicators.models import Source
from indicators.preview_tables import PreviewTable, ProblemTable
from indicators.previews import Preview
from indicators.upload_forms import UploadForm
from indicators.views.permissions import refuse_without
from indicators.views.pulls import pull_now


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    """Choose a source and a file. It is kept aside, and its preview follows."""
    refuse_without(request.user, "indicators.add_pull", "upload files")
    sources = uploads.sources_with_folders()
    asked = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*asked, sources=sources, initial={"source": request.GET.get("source")})
    if form.is_valid():
        source = form.cleaned_data["source"]
        try:
            uploads.keep_aside(source, form.cleaned_data["file"])
        except uploads.UploadRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("uploaded", source.pk)
    status = 422 if form.errors else 200
    return render(request, "indicators/upload.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def uploaded(request, pk):
    """The file that waits for a source, as it would be understood: pull it, or throw it away."""
    refuse_without(request.user, "indicators.add_pull", "upload files")
    source = get_object_or_404(uploads.sources_with_folders(), pk=pk)
    if request.method == "POST":
        return _decide(request, source)
    waiting = uploads.waiting_for(source)
    if waiting is None:
        messages.info(request, f"No file waits for {source}. Upload one.")
        return redirect("upload")
    preview, others = _looked_at(source)
    context = {
        "source": source,
        "waiting": waiting,
        "others": others,
        "preview": preview,
        "lines": PreviewTable(preview.lines),
        "problems": ProblemTable(preview.problems),
    }
    return render(request, "indicators/uploaded.html", context)


def _looked_at(source: Source):
    """The preview of the waiting file, and the files it would stand beside."""
    try:
        return uploads.preview_of_upload(source), uploads.others_in_folder(source)
    except uploads.UploadRefused as refusal:
        return Preview(error=str(refusal)), []


def _decide(request, source: Source):
    """Put the file into the folder and pull it, or throw it away."""
    if request.POST.get("action") != "pull":
        uploads.drop(source)
        messages.info(request, "The file is thrown away. Nothing of it was stored.")
        return redirect("upload")
    try:
        uploads.confirm(source, request.POST.get("digest", ""))
    except uploads.UploadRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("uploaded", source.pk)
    return pull_now(request, source.pk)
