"""How well the questions of a quiz measure what they are to measure."""
