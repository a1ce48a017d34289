"""The admin panel."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from chat.models import User

admin.site.register(User, UserAdmin)
