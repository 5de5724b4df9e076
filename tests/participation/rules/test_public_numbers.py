"""Nobody can be inferred from what is published: an attacker tries, with everything that is public and more."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.public_numbers import Told, possible_people, rounded, tell, total_of

K = 3
SHIFTS = range(K)


@given(st.integers(0, 10_000), st.integers(1, 20), st.data())
def test_what_is_told_is_a_multiple_less_than_k_away(number, k, data):
    shift = data.draw(st.integers(0, k - 1))
    assert rounded(number, k, shift) % k == 0
    assert abs(rounded(number, k, shift) - number) < k


@given(st.integers(0, 500), st.integers(1, 20))
def test_rounding_is_right_on_average(number, k):
    assert sum(rounded(number, k, shift) for shift in range(k)) == number * k


@given(st.integers(0, 60), st.data())
def test_every_number_that_a_reader_thinks_possible_is(roster, data):
    people, k = data.draw(st.integers(0, roster)), data.draw(st.integers(2, 7))
    told = tell(roster, people, k, data.draw(st.integers(0, k - 1)))
    possible = [n for n in range(roster + 1) if any(tell(roster, n, k, shift) == told for shift in range(k))]
    assert possible == list(possible_people(told, k, roster))
    assert people in possible


@given(st.integers(1, 60), st.data())
def test_of_nobody_it_is_certain_whether_they_took_part(roster, data):
    people, k = data.draw(st.integers(0, roster)), data.draw(st.integers(2, 7))
    possible = possible_people(tell(roster, people, k, data.draw(st.integers(0, k - 1))), k, roster)
    assert min(possible) < roster
    assert max(possible) > 0


def test_a_few_people_are_not_told():
    assert tell(roster=4, people=4, k=5, shift=4) == Told()
    assert tell(roster=40, people=2, k=5, shift=0).people == 0
    assert tell(roster=40, people=0, k=5, shift=4).people == 0
    assert Told(40, 0).rate is None


def test_never_more_are_told_than_are_on_the_roster():
    assert tell(roster=7, people=7, k=5, shift=4).people == 5


def test_a_rate_times_its_roster_is_only_what_was_told():
    told = tell(roster=37, people=23, k=5, shift=3)
    assert round(told.rate * told.roster) == told.people == 25


def test_totals_are_sums_of_what_is_told_so_that_subtracting_gives_nothing():
    rows = [Told(40, 10), Told(20, 15), Told(), Told(30, 0)]
    assert total_of(rows) == Told(90, 25)
    assert total_of([]) == Told(0, 0)


# An attacker who knows every roster, who is in which school and in which branch, how it is rounded - and not the shifts.
# A cell holds those who are in one school and one branch; people in it are alike to the attacker, who finds somebody when in
# every world that fits with all publications nobody of a cell took part, or everybody did.

SCHOOLS, BRANCHES = ("S1", "S2"), ("B1", "B2")
CELLS = [*itertools.product(SCHOOLS, BRANCHES), ("S1", None)]
worlds = st.fixed_dictionaries(
    {cell: st.integers(0, 3).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size), st.integers(0, size)))
     for cell in CELLS}
)  # fmt: skip
shifts = st.fixed_dictionaries(dict.fromkeys((*SCHOOLS, *BRANCHES), st.sampled_from(SHIFTS)))


def roster_of(unit, sizes):
    return sum(size for cell, size in sizes.items() if unit in cell)


def publications(unit, sizes, weeks, shift):
    """What the page tells of the unit in two weeks; what is public of the second holds those of the first."""
    return [tell(roster_of(unit, sizes), sum(n for cell, n in week.items() if unit in cell), K, shift) for week in weeks]


def fits(unit, sizes, weeks, published):
    return any(publications(unit, sizes, weeks, shift) == published for shift in SHIFTS)


def attack(sizes, fit):
    """Cells of which it is certain whether they took part, by week, in all worlds for which `fit` holds."""
    cells = [cell for cell in CELLS if sizes.get(cell)]
    seen = {(cell, week): set() for cell in cells for week in (0, 1)}
    choices = [[(one, two) for two in range(sizes[cell] + 1) for one in range(two + 1)] for cell in cells]
    for chosen in itertools.product(*choices):
        if all(len(found) > 1 for found in seen.values()):
            break
        weeks = [dict(zip(cells, (pair[week] for pair in chosen), strict=True)) for week in (0, 1)]
        if fit(weeks):
            for (cell, week), found in seen.items():
                found.add(weeks[week][cell])
    return [(cell, week) for (cell, week), found in seen.items() if found in ({0}, {sizes[cell]})]


@given(worlds, shifts)
def test_an_attacker_finds_nobody_from_two_trees_and_two_weeks(world, secret):
    sizes = {cell: size for cell, (size, _one, _two) in world.items()}
    true = [{cell: choose(one, two) for cell, (_size, one, two) in world.items()} for choose in (min, max)]
    published = {unit: publications(unit, sizes, true, secret[unit]) for unit in (*SCHOOLS, *BRANCHES)}
    told = [unit for unit, [first, _second] in published.items() if first.people is not None]
    assert attack(sizes, lambda weeks: all(fits(unit, sizes, weeks, published[unit]) for unit in told)) == []


@pytest.mark.parametrize("shift_is_known", [False, True])
def test_the_same_attacker_finds_the_teacher_where_numbers_are_exact_or_the_shift_is_known(shift_is_known):
    """Eight pupils and a teacher, who takes part in the second week: the attack is one that can succeed."""
    pupils, teacher = ("S1", "B1"), ("S1", None)
    sizes = {pupils: 3, teacher: 1}
    true = [{pupils: 2, teacher: 0}, {pupils: 2, teacher: 1}]

    def told(weeks):
        counts = [[sum(n for cell, n in week.items() if unit in cell) for week in weeks] for unit in ("S1", "B1")]
        return [[tell(4, n, K, 0).people for n in each] for each in counts] if shift_is_known else counts

    found = attack(sizes, lambda weeks: told(weeks) == told(true))
    assert ((teacher, 1) in found) or shift_is_known
    assert found


@pytest.mark.parametrize("people", range(10))
def test_a_teacher_beside_a_school_is_not_found_by_subtracting_the_school_from_the_branch(people):
    """A branch of a school's nine pupils and one teacher, whatever the shifts are."""
    for takes_part, first, second in itertools.product((0, 1), SHIFTS, SHIFTS):
        school, branch = tell(9, people, K, first), tell(10, people + takes_part, K, second)
        differences = {b - s for s in possible_people(school, K, 9) for b in possible_people(branch, K, 10) if b - s in (0, 1)}
        assert differences == {0, 1}


def told_of_the_person(numbers, total, k):
    """What a reader knows of one person: of `numbers` told of whole units, and the `total` told of them and that person."""
    low, high = sum(number - k + 1 for number in numbers), sum(number + k - 1 for number in numbers)
    sums = range(total - k + 1, total + k)
    return {took_part for took_part in (0, 1) if low + took_part <= sums[-1] and sums[0] <= high + took_part}


@pytest.mark.parametrize(("k", "units"), [(2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (3, 3)])
@pytest.mark.parametrize("took_part", [0, 1])
def test_a_set_of_units_gives_a_person_away_as_rarely_as_decision_12_says(k, units, took_part):
    """All remainders and shifts of whole units and of the unit of the other tree that holds them and one person."""
    certain = sets = 0
    for people in itertools.product(range(3 * k, 4 * k), repeat=units):
        for *shifts, last in itertools.product(range(k), repeat=units + 1):
            numbers = [rounded(n, k, shift) for n, shift in zip(people, shifts, strict=True)]
            known = told_of_the_person(numbers, rounded(sum(people) + took_part, k, last), k)
            assert took_part in known
            sets += 1
            certain += known == {took_part}
    possible = units % k == 0 if took_part else (units + 1) % k == 0
    assert certain / sets == pytest.approx(k ** -(2 * units + 1) if possible else 0)


@pytest.mark.parametrize("k", [3, 5, 7])
def test_the_error_of_a_number_is_as_large_as_decision_12_says(k):
    for number in range(40, 40 + k):
        remainder = number % k
        assert sum((rounded(number, k, shift) - number) ** 2 for shift in range(k)) / k == remainder * (k - remainder)
