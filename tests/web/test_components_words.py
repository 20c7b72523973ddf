"""Words and what can be pressed: what a page says looks the same everywhere and never depends on colour alone."""

import pytest
from django.template import TemplateSyntaxError
from django.utils.translation import override
from drawing import drawn


def test_a_state_says_its_words_and_wears_tone_and_shape():
    assert drawn('{% badge "Withdrawn" "bad" "void" %}') == '<span class="badge bad void">Withdrawn</span>'


def test_a_tone_that_does_not_exist_is_refused_with_the_list_of_those_that_do():
    with pytest.raises(TemplateSyntaxError, match=r"'green'.*good"):
        drawn('{% badge "In force" "green" %}')


def test_what_is_made_up_says_so_in_the_readers_language():
    with override("ko"):
        assert "가상 자료" in drawn("{% sim %}")
    with override("en"):
        assert "Simulated" in drawn("{% sim %}")


def test_words_from_data_are_escaped_wherever_they_go():
    nasty = '<script>"x"</script>'
    for tag in (
        "{% badge x %}",
        "{% tag x %}",
        "{% button x %}",
        '{% button "b" href=x %}',
        '{% button "b" value=x %}',
        "{% more x x %}",
        "{% notice title=x %}{{ x }}{% endnotice %}",
        "{% empty x %}{{ x }}{% endempty %}",
        "{% whisker 1 0 2 -5 5 label=x %}",
        "{% column_chart labels series label=x caption=x axis=x %}",
        "{% key x x %}",
        "{% chip x x %}",
        "{% stat x x %}<li>{{ x }}</li>{% endstat %}",
        "{% source x href=x licence=x note=x %}",
    ):
        html = drawn(tag, x=nasty, labels=[nasty], series=[{"name": nasty, "values": [1]}])
        assert "<script>" not in html, tag
        assert '"x"' not in html, tag


def test_a_button_with_an_address_is_a_link_and_one_without_submits():
    assert drawn('{% button "PDF" "quiet" href="/r.pdf" %}') == '<a class="button quiet" href="/r.pdf">PDF</a>'
    assert drawn('{% button "Send" name="do" disabled=True hidden=False %}') == (
        '<button class="button" name="do" disabled type="submit">Send</button>'
    )


def test_an_icon_outside_the_set_is_an_error_not_a_blank():
    with pytest.raises(KeyError):
        drawn('{% icon "unicorn" %}')


def test_a_refusal_on_the_page_is_announced_and_a_standing_notice_is_not():
    assert 'role="alert"' in drawn('{% notice "bad" live=True %}x{% endnotice %}')
    assert "role=" not in drawn('{% notice "bad" %}x{% endnotice %}')
