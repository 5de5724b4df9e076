from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class ParticipationConfig(AppConfig):
    name = "participation"
    verbose_name = "Số liệu tham gia"

    def ready(self) -> None:
        from participation.statistics.cells import register_functions
        from participation.statistics.fold import member_triggers

        post_migrate.connect(member_triggers.install, sender=self)
        connection_created.connect(register_functions)
