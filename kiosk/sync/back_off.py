"""How long to wait before the next try: full jitter, from one second to a minute."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

SHORTEST = timedelta(seconds=1)
LONGEST = timedelta(seconds=60)
DOUBLINGS = 6  # 64 s is over the longest already


@dataclass
class BackOff:
    """Many desks that lost central together don't come back together."""

    random: Random = field(default_factory=Random)
    failures: int = 0

    def failed(self) -> timedelta:
        """Anything between nothing and a ceiling that doubles with each failure in a row."""
        ceiling = min(SHORTEST * 2 ** min(self.failures, DOUBLINGS), LONGEST)
        self.failures += 1
        return ceiling * self.random.random()

    def went_well(self) -> None:
        self.failures = 0


@dataclass
class BatchSize:
    """Half as much after a failure, twice as much after a success."""

    most: int
    limit: int = 0

    def __post_init__(self) -> None:
        self.limit = self.most

    def shrink(self) -> bool:
        """False when it can't be smaller."""
        can = self.limit > 1
        self.limit = max(1, self.limit // 2)
        return can

    def grow(self) -> None:
        self.limit = min(self.most, self.limit * 2)
