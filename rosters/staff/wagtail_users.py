"""The place of wagtail.users in INSTALLED_APPS, with our own pages of accounts. Imports no model."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffAccounts(WagtailUsersAppConfig):
    user_viewset = "rosters.staff.viewsets.StaffViewSet"
