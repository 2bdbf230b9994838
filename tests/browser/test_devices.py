"""A second device in three steps without JavaScript, and a passkey by Chromium's own authenticator."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from learners.models import Device, Learner, Passkey
from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_authenticator(page: Page) -> tuple[CDPSession, str]:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, added["authenticatorId"]


def make_code(page: Page) -> list[str]:
    page.get_by_role("button", name="Make a code").click()
    words = page.get_by_test_id("code-words").get_by_role("listitem")
    expect(words).to_have_count(12)
    return words.all_inner_texts()


def test_a_second_device_joins_in_three_steps_without_scripts(open_page: OpenPage) -> None:
    words = make_code(open_page("/me/devices/", java_script_enabled=False))
    phone = open_page("/me/devices/join/", java_script_enabled=False)
    assert not phone.get_by_role("button", name="Use a passkey").is_visible()
    phone.get_by_label("The twelve words").fill("\n".join(words))
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_test_id("joined")).to_be_visible()
    expect(phone.get_by_test_id("devices").get_by_role("listitem")).to_have_count(2)
    assert Device.objects.filter(learner=Learner.objects.get()).count() == 2


def test_a_passkey_joins_another_device(open_page: OpenPage) -> None:
    laptop = open_page("/me/devices/")
    session, authenticator = with_authenticator(laptop)
    laptop.get_by_role("button", name="Make a passkey").click()
    expect(laptop.get_by_test_id("passkeys").get_by_role("listitem")).to_have_count(1)
    made = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})
    phone = open_page("/me/devices/join/")
    other, place = with_authenticator(phone)
    phone.get_by_role("button", name="Use a passkey").click()
    expect(phone.get_by_text("That did not work, or it was cancelled.")).to_be_visible()
    [credential] = made["credentials"]
    other.send("WebAuthn.addCredential", {"authenticatorId": place, "credential": credential})
    phone.get_by_role("button", name="Use a passkey").click()
    expect(phone.get_by_test_id("joined")).to_be_visible()
    laptop.get_by_role("button", name="Remove this passkey").click()
    expect(laptop.get_by_test_id("passkeys")).to_have_count(0)
    assert not Passkey.objects.exists()
    visit(phone, "/me/devices/")
    expect(phone.get_by_test_id("devices").get_by_role("listitem")).to_have_count(2)
