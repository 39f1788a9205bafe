"""What is published, in the memory of this process: columns, masks over them, and orders of their rows."""

from assignments.finding.shelf.columns import Keys, Mask, Shelf
from assignments.finding.shelf.keeper import KEEPER
from assignments.finding.shelf.narrowing import EVERY_NUMBER
from assignments.finding.shelf.selection import Among, Selection

__all__ = ["EVERY_NUMBER", "KEEPER", "Among", "Keys", "Mask", "Selection", "Shelf"]
