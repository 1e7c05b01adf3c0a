"""What watches the site, and the way into the admin."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import Error, connection
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from indicators import brand
from indicators.models.council import current_council

_YEAR = 60 * 60 * 24 * 365  # seconds


@require_safe
@never_cache
@login_not_required
def health(request):
    """``{"status": "ok"}``, or 503 while the database does not answer. It says nothing more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "database not reachable"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
@login_not_required
def brand_stylesheet(request):
    """The council's colours as a stylesheet. Kept for a year under the address that names them."""
    content = brand.stylesheet(current_council().colour)
    digest = brand.digest_of(content)
    response = HttpResponse(content, content_type="text/css; charset=utf-8")
    response["ETag"] = f'"{digest}"'
    if request.META["QUERY_STRING"] == digest:
        patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    else:  # of other colours, or of none: ask again
        patch_cache_control(response, public=True, no_cache=True)
    return get_conditional_response(request, etag=response["ETag"], response=response)


@login_not_required
def admin_sign_in(request):
    """One page to sign in for the whole site. Raises ``PermissionDenied`` for other people."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied("Only the performance team can use the admin.")
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
