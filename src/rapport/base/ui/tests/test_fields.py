import pytest
from django import forms
from django.template import Context, Template

EVIL = "<b onclick=x>Luis</b>"


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the card.", max_length=5)
    nick = forms.CharField(label="Nickname", required=False)
    story = forms.CharField(widget=forms.Textarea, required=False)
    long_story = forms.CharField(widget=forms.Textarea(attrs={"rows": 12}), required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", EVIL)], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed", help_text="Aloud.")
    token = forms.CharField(widget=forms.HiddenInput)


def show(source, form):
    return Template("{% load ui %}" + source).render(Context({"form": form}))


@pytest.fixture
def faulty():
    return Sample({"name": "Luis Ortega", "kind": "z", "token": ""})


def test_a_field_ties_label_and_hint_to_its_control():
    page = show("{% field form.name %}", Sample())
    assert '<label class="label" for="id_name">' in page
    assert 'id="id_name_helptext"' in page
    assert 'aria-describedby="id_name_helptext"' in page
    assert "(optional)" not in page


def test_what_may_stay_empty_says_optional():
    assert "(optional)" in show("{% field form.nick %}", Sample())


def test_a_mistake_is_told_at_the_field_and_read_out_with_it(faulty):
    page = show("{% field form.name %}", faulty)
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert "Ensure this value has at most 5 characters" in page
    assert "has-error" in page


def test_a_group_of_choices_is_a_fieldset_with_a_legend(faulty):
    page = show("{% field form.kind %}", faulty)
    assert '<fieldset class="field has-error"' in page
    assert "<legend" in page
    assert 'aria-describedby="id_kind_error"' in page
    assert 'for="id_kind_1"' in page


def test_one_box_stands_before_its_words():
    page = show("{% field form.agreed %}", Sample())
    assert page.index('type="checkbox"') < page.index("<label")
    assert 'class="input"' not in page


def test_a_hidden_field_has_no_label():
    page = show("{% field form.token %}", Sample())
    assert 'type="hidden"' in page
    assert "<label" not in page


def test_hint_label_and_attributes_can_be_given_at_the_page():
    page = show("{% field form.nick hint='What friends say' label='Short name' inputmode='text' %}", Sample())
    assert "What friends say" in page
    assert "Short name" in page
    assert 'inputmode="text"' in page


def test_a_text_area_is_as_tall_as_its_author_said():
    assert 'rows="4"' in show("{% field form.story %}", Sample())
    assert 'rows="12"' in show("{% field form.long_story %}", Sample())


def test_what_a_person_typed_comes_back_as_text():
    page = show(
        "{% field form.name %}{% field form.kind %}{% error_summary form %}",
        Sample({"name": EVIL, "kind": EVIL}),
    )
    assert "<b onclick" not in page
    assert "&lt;b onclick" in page


def test_the_summary_links_each_mistake_to_its_field(faulty):
    page = show("{% error_summary form %}", faulty)
    assert 'role="alert"' in page
    assert 'href="#id_name"' in page
    assert 'href="#id_kind_0"' in page
    assert 'href="#id_token"' not in page


def test_there_is_no_summary_when_nothing_is_wrong_or_nothing_was_sent():
    assert show("{% error_summary form %}", Sample()).strip() == ""
