"""What is wrong with a procedure: dead ends, screens that nobody reaches, answers that are missing. Told to its author. No database."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from lessons.practice.procedure import BACK, Ending, FieldKind, Procedure, Screen, by_name, ways_of
from lessons.practice.typed_values import is_wanted

FEWEST = 2


def problems_of(procedure: Procedure) -> list[str]:
    """All of them, in sentences that name the screen; what is published has none."""
    found = [*_of_the_whole(procedure)]
    for screen in procedure.screens:
        found += [_("Màn hình “%(name)s”: %(what)s") % {"name": screen.name, "what": what} for what in _of(screen, procedure)]
    return found


def unreachable(procedure: Procedure) -> list[str]:
    """Names of screens that no way from the first one leads to."""
    reached, waiting = set(), procedure.names[:1]
    ways = ways_of(procedure)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [way.end for way in ways if way.start == name]
    return [name for name in dict.fromkeys(procedure.names) if name not in reached]


def without_a_way_to_the_end(procedure: Procedure) -> list[str]:
    """Names of screens from which no right action, however many follow, leads to an end that is done.

    A way back leads to wherever one came from.
    """
    screens = by_name(procedure.screens)
    leads: dict[str, set[str]] = {name: set() for name in screens}
    for screen in procedure.screens:
        for action in screen.actions:
            if action.leads_to in screens and action.is_right:
                leads[screen.name].add(action.leads_to)
    came_from: dict[str, set[str]] = {name: set() for name in screens}
    for way in ways_of(procedure):
        if not way.is_right and way.end in screens:
            came_from[way.end].add(way.start)
    for name, before in _before_ways_back(procedure, leads, came_from).items():
        leads[name] |= before
    ends = {name for name, screen in screens.items() if screen.ending == Ending.DONE}
    while True:
        more = {name for name in leads if name not in ends and leads[name] & ends}
        if not more:
            return [name for name in screens if name not in ends]
        ends |= more


def _before_ways_back(procedure: Procedure, leads: dict[str, set[str]], came_from: dict[str, set[str]]) -> dict[str, set[str]]:
    """Of each screen that has a way back: where it leads, over the screens that explain in several steps."""
    astray = {name: set(before) for name, before in came_from.items()}
    for _round in procedure.screens:
        for name, following in leads.items():
            for end in following:
                astray[end] |= astray[name]
    return {
        screen.name: astray[screen.name]
        for screen in procedure.screens
        if any(action.leads_to == BACK for action in screen.actions)
    }


def _of_the_whole(procedure: Procedure) -> Iterator[str]:
    if len(procedure.screens) < FEWEST:
        yield _("Cần ít nhất %(fewest)s màn hình: nơi bắt đầu và nơi kết thúc.") % {"fewest": FEWEST}
        return
    if not any(screen.ending == Ending.DONE for screen in procedure.screens):
        yield _("Chưa có màn hình nào là “làm xong”.")
    for name, number in Counter(procedure.names).items():
        if number > 1:
            yield _("Có %(number)s màn hình cùng tên “%(name)s”.") % {"number": number, "name": name}


def _of(screen: Screen, procedure: Procedure) -> Iterator[str]:
    if screen.name in unreachable(procedure):
        yield _("không có nút nào dẫn đến đây.")
    elif screen.name in without_a_way_to_the_end(procedure):
        yield _("từ đây không có cách nào làm đúng mà đến được “làm xong”.")
    if screen.ending != Ending.DONE and not screen.actions:
        yield _("ngõ cụt, chưa có nút nào để bấm.")
    if screen.ending == Ending.NONE and not screen.task:
        yield _("chưa nói việc cần làm.")
    for action in screen.actions:
        if action.leads_to and action.leads_to != BACK and procedure.named(action.leads_to) is None:
            yield _("nút “%(label)s” dẫn đến “%(target)s”, nhưng không có màn hình ấy.") % {
                "label": action.label, "target": action.leads_to,
            }  # fmt: skip
        if action.is_right and not action.leads_to:
            yield _("nút đúng “%(label)s” chưa dẫn đến đâu.") % {"label": action.label}
        if not action.is_right and not action.answer and not action.leads_to:
            yield _("nút sai “%(label)s” chưa có lời giải thích.") % {"label": action.label}
    yield from _of_fields(screen)


def _of_fields(screen: Screen) -> Iterator[str]:
    for each in screen.fields:
        chooses = each.kind in (FieldKind.CHOICE, FieldKind.FILE)
        if chooses and len(each.options) < FEWEST:
            yield _("ô “%(label)s” cần ít nhất %(fewest)s lựa chọn, mỗi dòng một cái.") % {
                "label": each.label,
                "fewest": FEWEST,
            }
        elif chooses and each.expected and not any(is_wanted(each, option) for option in each.options):
            yield _("ô “%(label)s”: giá trị đúng không có trong các lựa chọn.") % {"label": each.label}
        if each.expected and not each.wrong:
            yield _("ô “%(label)s” chưa có lời nhắc khi nhập sai.") % {"label": each.label}
