"""`{{ form }}` gives label, hint, error, control, in that order, and a summary that leads to each field."""

import re

import pytest
from django import forms

from cityloop.web.samples.form import SampleForm, wrong_form


@pytest.fixture(scope="module")
def returned() -> str:
    return str(wrong_form())


def test_label_hint_error_and_control_come_in_that_order(returned):
    field = returned[returned.index('<label for="wrong_amount">') :]
    parts = ['<label for="wrong_amount">', 'id="wrong_amount_helptext"', 'id="wrong_amount_error"', 'name="amount"']
    assert [field.index(part) for part in parts] == sorted(field.index(part) for part in parts)


def test_a_control_is_described_by_its_hint_and_its_error(returned):
    control = re.search(r'<input[^>]*name="amount"[^>]*>', returned).group()
    assert 'aria-describedby="wrong_amount_helptext wrong_amount_error"' in control
    assert 'aria-invalid="true"' in control


def test_every_link_of_the_error_summary_leads_to_a_control_on_the_page(returned):
    summary = returned[: returned.index("</ul>")]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == len(wrong_form().errors) == 3
    for target in targets:
        assert re.search(rf'<(input|select|textarea)[^>]* id="{target}"', returned), target


def test_the_summary_says_the_same_words_as_the_field(returned):
    for words in (words for errors in wrong_form().errors.values() for words in errors):
        assert returned.count(words) == 2


def test_a_form_that_nobody_sent_has_no_summary():
    assert 'class="errors"' not in str(SampleForm())


def test_what_only_our_templates_read_never_reaches_the_page():
    html = str(SampleForm())
    assert not re.search(r" (unit|width|boxed|hints|scale|cols|placeholder)=", html)


def test_a_unit_stands_beside_its_control():
    assert re.search(r'name="amount"[^>]*><span>(백만 원|KRW million)</span>', str(SampleForm()))


def test_groups_of_choices_are_fieldsets_with_a_legend_and_single_ones_are_labelled():
    html = str(SampleForm())
    assert html.count("<fieldset") == html.count("<legend>") == 4
    assert re.search(r'<label class="choice" for="id_agreed"><input[^>]*type="checkbox"[^>]*id="id_agreed"', html)


def test_a_choice_can_carry_a_hint_and_a_mark_its_value():
    html = str(SampleForm())
    assert html.count('class="choice box"') == 2 + 3
    assert '<span class="mark">2</span>' in html


def test_only_what_may_be_left_out_says_so_and_a_filter_never_does():
    class Filter(forms.Form):
        mark_optional = False
        place = forms.CharField(required=False)

    class Named(forms.Form):
        place = forms.CharField(required=False)
        name = forms.CharField()

    assert str(Named()).count('<span class="thin faint">') == 1
    assert '<span class="thin faint">' not in str(Filter())


def test_errors_of_the_whole_form_are_in_the_summary():
    class Dates(forms.Form):
        start = forms.DateField()

        def clean(self):
            raise forms.ValidationError("The end lies before the start.")

    html = str(Dates({"start": "2026-09-01"}))
    assert "The end lies before the start." in html[: html.index("</ul>")]
