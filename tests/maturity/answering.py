"""How a test answers an assessment."""

from collections.abc import Mapping

from django.test import Client

from maturity.models import Assessment, Dimension, MaturityModel

URL = "/maturity/mlops/"


def answers(number: int, value: str = "everywhere", **by_level: str) -> dict[str, str]:
    """The form of dimension `number`: `value` everywhere but on the levels named, `level_3=...`."""
    return {
        f"answer-d{number}-level-{level}": by_level.get(f"level_{level}", value)
        for level in range(2, 8)
    }


def take(client: Client, *forms: Mapping[str, str]) -> Assessment:
    """Send a form for every dimension in turn and return the finished assessment."""
    for number, form in enumerate(forms, start=1):
        response = client.post(f"{URL}?dimension=dimension-{number}", form)
        assert response.status_code == 302, response.text
    return Assessment.objects.get(token=response["Location"].split("/")[-2])


def add_dimensions(model: MaturityModel, count: int) -> None:
    """More dimensions with one statement each, behind those that there are."""
    for number in range(101, 101 + count):
        dimension = Dimension.objects.create(
            model=model,
            key=f"dimension-{number}",
            position=number,
            title=f"Dimension {number}",
            description="Another side.",
        )
        dimension.statements.create(
            key=f"d{number}-level-2", position=1, level=2, text="Done.", evidence="A page."
        )
