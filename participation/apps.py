from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class ParticipationConfig(AppConfig):
    name = "participation"
    verbose_name = "Số liệu tham gia"

    def ready(self) -> None:
        from participation import checks  # noqa: F401 - registers system checks
        from participation.statistics.cells import register_functions
        from participation.statistics.fold import member_triggers
        from participation.statistics.fold.folding import unfold_unit
        from participation.statistics.fold.merging import give_facts
        from rosters.people.merging import on_merge
        from rosters.trees import before_unit_moves

        post_migrate.connect(member_triggers.install, sender=self)
        connection_created.connect(register_functions)
        on_merge("facts", give_facts, order=1)
        before_unit_moves(unfold_unit)
