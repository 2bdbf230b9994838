"""The admin: an assessment is written in its file, and answers stay as they were."""

import pytest
from django.test import Client

from maturity.models import Assessment, MaturityModel, Statement
from tests.maturity.answering import answers, take

pytestmark = pytest.mark.django_db


def pages(model: MaturityModel) -> list[str]:
    dimension = model.dimensions.all()[0]
    statement = dimension.statements.all()[0]
    return [
        f"/admin/maturity/maturitymodel/{model.pk}/change/",
        f"/admin/maturity/dimension/{dimension.pk}/change/",
        f"/admin/maturity/statement/{statement.pk}/change/",
    ]


def test_a_model_is_only_looked_at(admin_client: Client, model: MaturityModel) -> None:
    for path in pages(model):
        assert 'name="_save"' not in admin_client.get(path).text, path
        assert admin_client.post(path, {"text": "Other words."}).status_code == 403, path
    assert not Statement.objects.filter(text="Other words.").exists()
    for name in ("dimension", "statement"):
        assert admin_client.get(f"/admin/maturity/{name}/add/").status_code == 403, name


def test_one_that_somebody_has_answered_is_not_deleted(
    admin_client: Client, model: MaturityModel
) -> None:
    take(Client(), answers(1), answers(2))
    path = f"/admin/maturity/maturitymodel/{model.pk}/delete/"
    assert admin_client.post(path, {"post": "yes"}).status_code == 403


def test_an_assessment_can_only_be_looked_at(admin_client: Client, model: MaturityModel) -> None:
    form = answers(2, level_3="not_applicable") | {"reason-d2-level-3": "We train nothing."}
    assessment = take(Client(), answers(1), form)
    path = f"/admin/maturity/assessment/{assessment.pk}/change/"
    html = admin_client.get(path).text
    assert "We train nothing." in html
    assert 'name="_save"' not in html
    assert admin_client.post(path, {}).status_code == 403
    assert admin_client.get("/admin/maturity/assessment/add/").status_code == 403
    assert Assessment.objects.count() == 1
