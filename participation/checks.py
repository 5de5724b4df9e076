"""System checks: what must hold before a process starts."""

from typing import Any

from django.core.checks import Error, register

from participation.ledger.models import Fact
from participation.reports.pdf import FONTS
from participation.rules.measures import CODES, MEASURES
from participation.statistics.models import DayCell, WeeksCell

# Verbs that no figure is counted from.
UNCOUNTED = {
    str(verb) for verb in (Fact.Verb.STEPPED, Fact.Verb.TRIED, Fact.Verb.MISSED, Fact.Verb.HINTED, Fact.Verb.PRACTISED)
}


@register()
def every_verb_is_coded_or_uncounted(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A verb of the ledger without a code would be counted as nothing, in silence."""
    known, verbs = set(CODES) | UNCOUNTED, set(Fact.Verb.values)
    found = [
        Error(f"The verb {verb!r} has no code: add it to rules.measures.VerbCode or checks.UNCOUNTED.", id="participation.E001")
        for verb in sorted(verbs - known)
    ]
    return found + [
        Error(f"rules.measures has a code for {verb!r}, which is no verb of the ledger.", id="participation.E002")
        for verb in sorted(known - verbs)
    ]


@register()
def every_measure_counts_known_verbs_in_a_column(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A measure needs verbs that exist and a column in both tables of cells."""
    found = []
    for measure in MEASURES:
        if unknown := set(measure.verbs) - set(CODES):
            found.append(Error(f"The measure {measure.name!r} counts unknown verbs: {unknown}.", id="participation.E003"))
        for model in (DayCell, WeeksCell):
            if measure.name not in {field.name for field in model._meta.get_fields()}:
                text = f"{model.__name__} has no column for the measure {measure.name!r}."
                found.append(Error(text, id="participation.E004"))
    return found


@register()
def the_fonts_of_reports_are_there(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Without its fonts a report could not be drawn."""
    missing = [name for name in ("Regular", "Bold", "Italic") if not (FONTS / f"Tinos-{name}.ttf").exists()]
    return [Error(f"The font Tinos-{name}.ttf of reports is missing.", id="participation.E005") for name in missing]
