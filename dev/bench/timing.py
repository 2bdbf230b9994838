"""How long calls take, as the processor and as the clock on the wall count it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TypeVar

CallT = TypeVar("CallT")


@dataclass(frozen=True)
class Timing:
    """Milliseconds that half and 95 % of the calls did not exceed."""

    cpu_p50_ms: float
    cpu_p95_ms: float
    wall_p50_ms: float
    wall_p95_ms: float

    def __str__(self) -> str:
        return f"{self.wall_p50_ms:.1f} / {self.wall_p95_ms:.1f} ms (CPU {self.cpu_p95_ms:.1f})"

    def as_dict(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


def measure(call: Callable[[CallT], object], inputs: Iterable[CallT]) -> Timing:
    """Call once for each input, after three calls to warm up."""
    listed = list(inputs)
    for one in listed[:3]:
        call(one)
    cpu, wall = [], []
    for one in listed:
        cpu_before, wall_before = time.process_time(), time.perf_counter()
        call(one)
        cpu.append((time.process_time() - cpu_before) * 1000)
        wall.append((time.perf_counter() - wall_before) * 1000)
    return Timing(_share(cpu, 0.5), _share(cpu, 0.95), _share(wall, 0.5), _share(wall, 0.95))


def _share(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]
