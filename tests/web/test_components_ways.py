"""Ways through the site: the same page in the other language, the same query on the next page."""

import re

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils.translation import override
from drawing import drawn


@pytest.fixture
def request_for():
    return RequestFactory().get


@pytest.mark.parametrize(("language", "here", "there"), [("ko", "/ko/", "/en/"), ("en", "/en/", "/ko/")])
def test_the_other_language_is_the_same_page_with_the_same_query(request_for, language, here, there):
    with override(language):
        request = request_for(f"{here}components/?q=a&page=2")
        html = drawn("{% other_language_url %}", request=request)
    assert html == f"{there}components/?q=a&amp;page=2"


def test_an_address_without_a_translation_leads_home(request_for):
    with override("ko"):
        assert drawn("{% other_language_url %}", request=request_for("/nowhere")) == "/en/"


def test_pages_keep_the_rest_of_the_query_and_mark_the_current_one(request_for):
    request = request_for("/en/services/", {"q": "주차", "field": "transport", "page": "2"})
    html = drawn("{% pagination page %}", request=request, page=Paginator(range(100), 10).page(2))
    for href in re.findall(r'href="([^"]+)"', html):
        assert "q=%EC%A3%BC%EC%B0%A8" in href
        assert "field=transport" in href
        assert href.count("page=") == 1
    assert html.count('aria-current="page"') == 1


def test_a_single_page_has_no_pager(request_for):
    assert drawn("{% pagination page %}", request=request_for("/"), page=Paginator([1], 10).page(1)) == ""


def test_the_tab_whose_address_is_the_pages_is_current(request_for):
    source = '{% tabs "x" %}{% tab "A" "/en/a/" %}{% tab "B" "/en/a/?view=b" count=0 %}{% endtabs %}'
    assert re.findall(r'href="([^"]+)" aria-current', drawn(source, request=request_for("/en/a/"))) == ["/en/a/"]
    request = request_for("/en/a/?view=b")
    assert '"/en/a/?view=b" aria-current="page"' in drawn(source, request=request)


def test_a_page_of_another_site_is_never_offered_as_the_way_back(request_for):
    with override("en"):
        ours = request_for("/en/x/", headers={"referer": "http://testserver/en/inbox/"})
        theirs = request_for("/en/x/", headers={"referer": "https://evil.example/"})
        assert drawn("{% came_from %}", request=ours) == "http://testserver/en/inbox/"
        assert drawn("{% came_from %}", request=theirs) == "/en/"


def test_a_table_from_plain_values_heads_its_rows_and_labels_its_cells():
    columns = ["Area", {"label": "Points", "number": True}]
    html = drawn("{% table columns rows caption='x' sum=sum %}", columns=columns, rows=[["A", 3]], sum=["Sum", 3])
    assert '<th scope="row">A</th><td class="n" data-l="Points">3</td>' in html
    assert "<tfoot>" in html
