"""Groups of permissions: what staff may do in the admin panel."""

from django.contrib.auth.admin import GroupAdmin

from chat.actions.audit import record
from chat.admin.bounded import Bounded


class Groups(Bounded, GroupAdmin):
    """Whoever is in one may do what it allows."""

    search_fields = ("name",)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        group = form.instance
        codes = sorted(group.permissions.values_list("codename", flat=True))
        action = "group.change" if change else "group.make"
        record(request.user.pk, action, None, group, group=group.pk, permissions=codes)

    def delete_model(self, request, group):
        record(request.user.pk, "group.delete", None, group, group=group.pk)
        super().delete_model(request, group)

    def has_change_permission(self, request, obj=None):
        """Only superusers give powers away."""
        return request.user.is_superuser

    has_add_permission = has_delete_permission = has_change_permission
