"""Compile the ranker's kernel: `python -m matching.ranking`, so that nobody has to wait for it later."""

from matching.ranking.fast import warm

warm()
