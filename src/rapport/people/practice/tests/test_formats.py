"""The note format that new notes start with is chosen from the files that are there."""

import pytest
from django.urls import reverse

from rapport.engines.drafting import load_formats
from rapport.people.practice.policies import UnusableSetting, check_setting, note_formats

pytestmark = pytest.mark.django_db


def test_every_format_is_offered_by_its_title():
    assert dict(note_formats()) == {key: found.title for key, found in load_formats().items()}


def test_an_unknown_format_is_refused():
    check_setting("default_note_format", "dap")
    with pytest.raises(UnusableSetting):
        check_setting("default_note_format", "haiku")


def test_the_page_offers_them(client, olive_user, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(olive_user)
    page = client.get(reverse("practice:settings")).content.decode()
    assert '<option value="birp">BIRP</option>' in page
