"""Ask: which figures to keep, in what order, and how many there are of what."""

from kzreform.asking.counts import GROUPS, Count, counted
from kzreform.asking.order import Order, arranged
from kzreform.asking.query import Query

__all__ = ["GROUPS", "Count", "Order", "Query", "arranged", "counted"]
