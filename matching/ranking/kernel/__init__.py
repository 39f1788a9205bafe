"""The ranker once more, compiled: the very numbers of `rank`, one volunteer at a time, for a whole nation.

Nothing is looser here than there: every sum is float32 in the same order, and what is passed over cannot be
among the best, whatever its chance of the week.
"""
