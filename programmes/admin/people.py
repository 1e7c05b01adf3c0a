"""Accounts: opened, closed and given to a group. Who leads and chairs is on the page People."""

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from indicators.names import name_of
from programmes.groups import let_into_admin
from programmes.models import Membership
from programmes.people import held_by

admin.site.unregister(get_user_model())
admin.site.unregister(Group)  # its two groups are made and kept by the site: see groups.py
apps.get_app_config("auth").verbose_name = "Accounts"


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password for somebody. There is no other way to sign in, so each account has one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        _use_words(self.fields)


@admin.register(get_user_model())
class PersonAdmin(UserAdmin):
    """Somebody's account. An account is closed, never deleted: reports name who wrote them."""

    list_display = ["username", "full_name", "email", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    list_per_page = 50
    search_fields = ["username", "first_name", "last_name", "email"]
    filter_horizontal = []
    add_form = UserCreationForm
    add_form_template = None
    change_password_form = NewPasswordForm
    change_user_password_template = "admin/new_password.html"  # noqa: S105 - no password
    add_fieldsets = [
        (None, {"fields": ["username", ("password1", "password2")]}),
        ("Who it is", {"fields": [("first_name", "last_name"), "email"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", "new_password"]}),
        ("Who it is", {"fields": [("first_name", "last_name"), "email"]}),
        (
            "Signing in",
            {"fields": ["is_active"], "description": "Roles are given on the page People."},
        ),
        ("When", {"fields": [("last_login", "date_joined")]}),
    ]
    readonly_fields = ["new_password", "last_login", "date_joined"]

    @admin.display(description="password")
    def new_password(self, user):
        """A link to the page that sets one; the old one can be seen by nobody."""
        url = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">Set a new password</a>', url)

    @admin.display(description="name", ordering="last_name")
    def full_name(self, user):
        """First and last name."""
        return user.get_full_name() or "–"

    @admin.display(description="roles")
    def roles(self, user):
        """Groups and programmes, in words."""
        members = [f"{row.get_role_display()}, {row.programme}" for row in user.memberships.all()]
        return "; ".join([*(group.name for group in user.groups.all()), *members]) or "–"

    def get_queryset(self, request):
        """With the roles, which the list names."""
        members = Membership.objects.select_related("programme")
        related = ("groups", Prefetch("memberships", members))
        return super().get_queryset(request).prefetch_related(*related)

    def get_fieldsets(self, request, obj=None):
        """Django's own groups and superusers are for superusers to see and to change."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or not request.user.is_superuser:
            return shown
        return [*shown, ("For superusers", {"fields": ["groups", "is_superuser"]})]

    def get_readonly_fields(self, request, obj=None):
        """Nobody shuts themselves out."""
        own = ["is_active"] if obj == request.user else []
        return [*super().get_readonly_fields(request, obj), *own]

    def get_form(self, request, obj=None, **kwargs):
        """Words for the boxes, which Django writes for programmers."""
        form = super().get_form(request, obj, **kwargs)
        _use_words(form.base_fields)
        return form

    def has_change_permission(self, request, obj=None):
        """A superuser's account is changed by superusers only: whoever sets a password has it."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Nobody: close the account instead."""
        return False

    def save_related(self, request, form, formsets, change):
        """Whoever is in the performance team may use the admin, and nobody else."""
        super().save_related(request, form, formsets, change)
        let_into_admin(form.instance)

    def save_model(self, request, obj, form, change):
        """Remember whether this closes the account, for what follows."""
        obj.is_closed_now = change and "is_active" in form.changed_data and not obj.is_active
        super().save_model(request, obj, form, change)

    def response_change(self, request, obj):
        """Offer to hand over what somebody holds whose account was closed just now."""
        if obj.is_closed_now and held_by(obj):
            messages.warning(
                request, f"{name_of(obj)} can no longer sign in, and still holds the below."
            )
            return HttpResponseRedirect(reverse("hand-over", args=[obj.pk]))
        return super().response_change(request, obj)


def _use_words(fields):
    for name, (label, help_text) in _WORDS.items():
        if name in fields:
            fields[name].label, fields[name].help_text = label, help_text


_WORDS = {
    "username": ("User name", "What they sign in with. Letters, digits and @ . + - _ only."),
    "password1": (
        "Password",
        "At least 8 characters; not a common word, not digits only, not like their name. Hand it "
        "to them in person: they can change it once they are signed in.",
    ),
    "password2": ("Password again", "The same once more, against slips of the finger."),
    "email": ("E-mail address", "Reminders and news of reports go here."),
    "is_active": (
        "May sign in",
        "Take the tick away to close the account. What they hold can be handed over then.",
    ),
    "groups": ("Groups", "What they may do. The two groups are given on the page People too."),
    "is_superuser": ("Superuser", "May do everything in the admin, whatever the groups say."),
}
