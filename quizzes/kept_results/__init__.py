"""What came of attempts, kept small and together: a row for each quiz and class or chapter.

Statistics of a hundred thousand attempts read a thousand rows, not the attempts. Folding keeps them (participation.statistics
.fold): whatever is recorded, regraded or merged is folded, and so kept anew; handing in pays nothing for it.
"""
