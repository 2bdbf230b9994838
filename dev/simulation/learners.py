"""Made learners: each forgets by FSRS-6 with weights of their own, which no schedule knows."""

import datetime
import math
from dataclasses import dataclass
from functools import cached_property
from random import Random

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

SPREAD = (
    *(6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33),
    *(0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""How far each of FSRS-6's weights differs between people: the standard deviations to which its
optimizer holds what it fits, `DEFAULT_PARAMS_STDDEV_TENSOR` of fsrs-optimizer 6 (github.com,
open-spaced-repetition, 2026), found on the collections of some 10,000 users of Anki."""

FIRST_GRADES = ((Rating.Again, 0.24), (Rating.Hard, 0.094), (Rating.Good, 0.666))
"""How a new question is answered: `DEFAULT_FIRST_RATING_PROB` of its simulator, Easy among Good."""

_BEGINNING = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def on(day: int) -> datetime.datetime:
    """The moment that stands for a day, counted from 0."""
    return _BEGINNING + datetime.timedelta(days=day)


def day_of(moment: datetime.datetime) -> int:
    return (moment - _BEGINNING).days


@dataclass(frozen=True)
class MadeLearner:
    """Somebody by their number, which is the seed of all that is random about them."""

    seed: int

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """Each log-normal around the default, its median, with the spread that is published.

        They are drawn apart, which real ones are not, so that these people differ more than people
        do. Who forgot at the first answer never remembers longer than who knew it.
        """
        random = Random(f"weights {self.seed}")  # noqa: S311 - nothing secret
        drawn = [
            min(max(random.lognormvariate(math.log(middle), _sigma(middle, spread)), low), high)
            for middle, spread, low, high in zip(
                DEFAULT_PARAMETERS,
                SPREAD,
                LOWER_BOUNDS_PARAMETERS,
                UPPER_BOUNDS_PARAMETERS,
                strict=True,
            )
        ]
        return (*sorted(drawn[:4]), *drawn[4:])

    @cached_property
    def memory(self) -> Scheduler:
        """What forgets: of its schedule, nothing is used."""
        return Scheduler(self.weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)

    def recall(self, card: Card, day: int) -> float:
        """The probability that what `card` stands for is known on that day."""
        return self.memory.get_card_retrievability(card, on(day))


def first_grade(random: Random) -> Rating:
    grades = [grade for grade, _chance in FIRST_GRADES]
    return random.choices(grades, [chance for _grade, chance in FIRST_GRADES])[0]


def _sigma(median: float, deviation: float) -> float:
    """The sigma of the log-normal distribution with this median and standard deviation.

    With x = exp(sigma²) the variance is median² (x² - x).
    """
    return math.sqrt(math.log((1 + math.sqrt(1 + 4 * (deviation / median) ** 2)) / 2))
