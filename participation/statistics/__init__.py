"""The engine that counts: facts are folded into cells, everything is rebuilt from the facts when asked, figures are read.

Words, and one member's five days to follow with a pencil:

- a *cell* holds what happened in one unit (with all units below it) on one day, in one course or in all (course 0), of
  everybody or of one *group* (sex, union membership, birth year, kind of the unit below);
- a *measure* is a number in a cell that is added up: turns, started, completed, ... (participation.rules.measures);
- a *gap* is the number of days since the same member was present before, `never` (32,767) on the first day;
- a *span* is a pair of days that figures are asked for;
- to *fold* is to take facts that wait in the queue and add them to cells; a reader folds first, so that no figure is old;
- to *rebuild* is to count all cells at once from all facts, in new tables that take the place of the old ones.

Hoa of class 10A1 has turns on 3, 5, 9, 11 and 15 November. Her school's cells get one person on each of these days:

    day       gap of Hoa     the cell of that day tells
    3 Nov     never          1 person with gap never
    5 Nov     2              1 person with gap 2
    9 Nov     4              1 person with gap 4
    11 Nov    2              1 person with gap 2
    15 Nov    4              1 person with gap 4

How many people took part from 9 to 15 November? Count, on each day d of the span, those whose gap is larger than d - 9 Nov:
on the 9th the gap 4 > 0 counts, on the 11th 2 > 2 does not, on the 15th 4 > 6 does not. Hoa counts once, and so does
everybody else, however many turns they had. A late fact of 7 November changes three numbers: the 9th loses her gap of 4 and
gets one of 2, the 7th gets one of 2.

Long spans are read from cells of one and of four whole weeks (participation.rules.whole_weeks). Classes and chapters have no
cells: they are small, and their facts are counted as they are.
"""
