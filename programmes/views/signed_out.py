"""What somebody typed outlives their session: it waits until the same person has signed in again.

The pages of the form say for whom they were drawn, under signature. So nobody sees what another
person typed in the same browser, and nobody who never signed in can leave text here.
"""

import json
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from programmes.choices import Section
from programmes.drafting import Place

MOST = 200_000
"""So many characters wait in one session; more are shown, to be copied."""

_SIGNER = Signer(salt="person a form was drawn for")
_WAITING = "typed_before_signing_in"
_OURS = ("csrfmiddlewaretoken", "person", "action")


def signed_person(user) -> str:
    """What the hidden field “person” of a form holds."""
    return _SIGNER.sign(user.pk)


def keeps_text(view):
    """A page with a form whose text is kept when it is sent after the session has ended.

    The view asks ``waiting_text`` for it; a POST to the page ends the waiting.
    """

    @login_not_required
    @wraps(view)
    def kept(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return _signed_out(request)
        posted = request.method == "POST"
        if posted and _is_of_another(request):
            return _refuse(request)
        try:
            response = view(request, *args, **kwargs)
        except PermissionDenied as refusal:
            return _refused(request, refusal)
        if posted:
            _forget(request)
        return response

    kept.keeps_text = True
    return kept


def waiting_text(request: HttpRequest) -> dict[str, str] | None:
    """What this person typed on this page before signing in, by field; not yet saved.

    What another person typed here is forgotten.
    """
    found = request.session.get(_WAITING, {}).get(request.path)
    if found and found["person"] != str(request.user.pk):
        _forget(request)
        return None
    return found and found["fields"]


def typed_in(request: HttpRequest):
    """What a form is to show: what is sent now, or what waited; None for an empty form."""
    return request.POST if request.method == "POST" else waiting_text(request)


def kept_context(request: HttpRequest) -> dict:
    """What a page with ``parts/kept.html`` needs: whose it is, and whether its text waited."""
    waited = request.method != "POST" and bool(waiting_text(request))
    return {"person": signed_person(request.user), "unsaved": waited}


def old_page(request: HttpRequest, reason: str = ""):
    """Answer a form whose token is too old: with all that was typed, ready to be sent again.

    A form of another site is never repeated to anybody.
    """
    view = request.resolver_match and request.resolver_match.func
    if not getattr(view, "keeps_text", False) or not reason.startswith("CSRF"):
        return render(request, "403_csrf.html", status=403)
    if _is_of_another(request):
        return _refuse(request)
    if "autosave" in request.POST:
        return JsonResponse({"token": get_token(request)}, status=403)
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    return _show(request, fields, status=403)


def _signed_out(request):
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    if "autosave" in request.POST:
        return JsonResponse({}, status=401)
    person = _drawn_for(request)
    if person is not None:
        fields = {name: text for name, text in request.POST.items() if name not in _OURS}
        waiting = request.session.get(_WAITING, {})
        waiting |= {request.path: {"person": person, "fields": fields}}
        if len(json.dumps(waiting)) > MOST:
            return _show(request, None, status=413)
        request.session[_WAITING] = waiting
    return redirect_to_login(request.path)


def _drawn_for(request):
    """The person that the page was drawn for, as text; None where it does not say so."""
    try:
        return _SIGNER.unsign(request.POST.get("person", ""))
    except BadSignature:
        return None


def _is_of_another(request):
    person = _drawn_for(request)
    return request.user.is_authenticated and person not in (None, str(request.user.pk))


def _refuse(request):
    if "autosave" in request.POST:
        return JsonResponse({}, status=401)
    raise PermissionDenied(
        "Somebody else has signed in here since this page was opened, so nothing was saved. "
        "Sign in as yourself, go back in your browser and save again."
    )


def _refused(request, refusal):
    """What was typed on a page that takes it no more, such as of a report submitted meanwhile."""
    texts = [] if "autosave" in request.POST else _texts(typed_in(request) or {})
    if not texts:
        raise refusal
    context = {"refusal": str(refusal), "texts": texts}
    return render(request, "programmes/typed.html", context, status=403)


def _forget(request):
    waiting = request.session.get(_WAITING, {})
    if waiting.pop(request.path, None):
        request.session.modified = True


def _show(request, fields, status):
    """All that was typed, to be read and copied; with ``fields`` also to be sent again."""
    context = {"fields": fields, "texts": _texts(request.POST)}
    return render(request, "programmes/typed.html", context, status=status)


def _texts(fields):
    """What of the fields is text that somebody typed, each with its label."""
    return [
        (_label_of(name), text)
        for name, text in fields.items()
        if name not in _OURS and not name.endswith("seen") and any(map(str.isalpha, text))
    ]


def _label_of(name):
    """The section that a field belongs to, or is named after."""
    if place := Place.parse(name):
        return place.section.label
    return Section(name).label if name in Section.values else "Your text"
