"""People in the admin panel."""

from django.contrib.auth.admin import UserAdmin


class Users(UserAdmin):
    """Who has an account, who may come in here, and who was here lately."""

    list_display = ("username", "email", "is_staff", "last_login")
    search_fields = ("username", "email", "first_name", "last_name")
