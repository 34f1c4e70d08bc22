"""A benchmark's result beside its limit, both measured in the same run on the same machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`better` is "lower" or "higher"; the figure is within its limit when it is on that side of it."""

    name: str
    value: float
    limit: float
    unit: str
    better: str = "lower"

    @property
    def is_within(self) -> bool:
        return self.value <= self.limit if self.better == "lower" else self.value >= self.limit

    @property
    def ratio(self) -> float:
        """Value over limit: at most 1 is good when lower is better, at least 1 when higher is."""
        return self.value / self.limit if self.limit else float("inf")

    def __str__(self) -> str:
        verdict = "ok" if self.is_within else "OVER" if self.better == "lower" else "UNDER"
        bound = "≤" if self.better == "lower" else "≥"
        return (
            f"{verdict:5} {self.name:52} {self.value:9.2f} {self.unit:12} "
            f"{bound} {self.limit:9.2f}   ratio {self.ratio:5.2f}"
        )
