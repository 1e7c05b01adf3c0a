"""What several pages of the admin share."""

from django.contrib import admin


class ViewOnlyAdmin(admin.ModelAdmin):
    """Shows rows that only the site itself writes."""

    def has_add_permission(self, request):
        """Nobody."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False


class SettingAdmin(admin.ModelAdmin):
    """A page of what the council sets, listed under one heading on the admin's first page."""

    is_setting = True
