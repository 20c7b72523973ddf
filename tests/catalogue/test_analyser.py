"""A text becomes tokens, and a word of a query what answers it."""

import pytest

from cityloop.catalogue.search import analyser, korean, question, thesaurus
from cityloop.catalogue.search.oracle import answers
from cityloop.catalogue.search.port import Token


def tokens(text: str) -> frozenset[str]:
    return frozenset(analyser.index_tokens(text, korean.analyse(analyser.korean_words([text]))))


def finds(query: str, text: str) -> bool:
    return answers(tokens(text), question.read(query, korean.analyse).need)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("주차", "공유주차장에서 결제한다"),
        ("주차난을", "도심의 주차난이 줄었다"),
        ("주차난", "주차 공간 부족"),
        ("통합주차정보시스템", "통합 주차 정보 시스템"),
        ("통합 주차 정보", "통합주차정보시스템"),
        ("전기차 충전소", "전기차충전소 위치"),
        ("전기차충전소", "전기차 충전소를 찾는다"),
        ("도시 숲", "도시숲을 가꾼다"),
        ("시티패스", "스마트시티패스 (부천시)"),
        ("수도", "상수도 누수"),
        ("초미세먼지", "초미세먼지가 심한 날"),
        ("도로파임을", "도로파임 신고"),
        ("층간소음", "층간 소음을 알린다"),
        ("노인을 위한 안부", "홀로 사는 노인의 안부를 묻는다"),
        ("smart parking", "스마트주차 안내"),
        ("스마트 주차", "Smart-parking guidance"),
        ("traffic jams", "A traffic jam every morning"),
        ("monitoring", "It monitors the river"),
        ("Real-time", "realtime data"),
        ("ITS", "지능형 교통체계 구축"),
        ("region", "Región de Murcia"),
        ("AI를 쓰는", "AI 카메라를 쓰는 서비스"),
    ],
)
def test_a_word_is_answered_by_itself_its_forms_and_its_synonyms(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("기차", "전기차를 빌린다"),
        ("마트", "스마트 도시"),
        ("대면", "비대면 진료"),
        ("park", "A parking lot"),
        ("parking", "A park with trees"),
        ("ITS", "The city and its people"),
        ("AED", "a bed"),
        ("주차 로봇", "주차 안내"),
        ("주차", "It lies near the stop"),
    ],
)
def test_what_only_looks_alike_is_no_answer(query, text):
    assert not finds(query, text)


def test_function_words_of_a_query_ask_for_nothing():
    asked = question.read("the parking for 및 주차를 위한", korean.analyse)
    assert [unit.text for unit in asked.units] == ["parking", "주차를"]


def test_a_query_of_function_words_only_still_asks_for_them():
    assert question.read("for the", korean.analyse).units


@pytest.mark.parametrize("query", ["", "   ", "🚦🚗", "!!! --- ()", "\x00\x01"])
def test_a_query_without_words_asks_for_nothing(query):
    assert question.read(query, korean.analyse).units == ()


@pytest.mark.parametrize(
    "query", ["' OR 1=1; DROP TABLE service; --", 'name:x AND (y~2 OR "z w"^3) [a TO *]', "가" * 5_000, "a " * 2_500]
)
def test_whatever_is_typed_is_read_as_words(query):
    asked = question.read(query, korean.analyse)
    assert asked.units and len(asked.units) <= question.MOST_WORDS
    assert asked.cut_short == (len(query) > question.MOST_CHARACTERS)


def test_parts_survive_being_stored():
    for parts in korean.analyse(["미세먼지를", "걷는", "비대면", "가"]).values():
        assert korean.read(korean.write(parts)) == parts


def test_a_word_of_another_script_is_a_token_as_it_is():
    assert question.read("Θεσσαλονίκη", korean.analyse).need == Token("θεσσαλονικη")


def test_a_concept_is_seen_inside_a_compound_and_across_words():
    found = analyser.concepts_in(
        "스마트주차서비스와 어린이 보호구역", korean.analyse(["스마트주차서비스와", "어린이", "보호구역"])
    )
    assert {"smart-parking", "parking", "school-zone"} <= set(found)


def test_labels_with_particles_or_without_spaces_are_found_by_their_words_alone():
    """Korean labels of the thesaurus, the thesaurus itself left out: at least 99 of 100 written otherwise are found."""
    labels = [label for one in thesaurus.load().concepts.values() for label in one.labels if "가" <= label[0] <= "힣"]
    asked, found = 0, 0
    for at, label in enumerate(labels[::9]):
        joined, particle = label.replace(" ", ""), "을은이로와"[at % 5]
        for text in (f"{label}{particle} 알린다", f"{joined}{particle} 살핀다", f"{label} 서비스를 시작한다"):
            words = frozenset(token for token in tokens(text) if not token.startswith(analyser.CONCEPT))
            for query in (label, label + particle, joined, joined + "에서는"):
                asked += 1
                found += answers(words, question.read(query, korean.analyse).need)
    assert found / asked >= 0.99
