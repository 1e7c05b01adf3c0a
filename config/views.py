"""What watches the site, and the way into the admin."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import Error, connection
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


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


@login_not_required
def admin_sign_in(request):
    """One page to sign in for the whole site. Raises ``PermissionDenied`` for other people."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied("Only the performance team can use the admin.")
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
