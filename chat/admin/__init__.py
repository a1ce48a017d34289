"""The admin panel."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from chat.admin.users import Users
from chat.models import User

admin.site.site_header = admin.site.site_title = _("Chatsite administration")
admin.site.index_title = _("Overview")
admin.site.register(User, Users)
