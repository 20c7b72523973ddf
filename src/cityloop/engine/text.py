"""A text that people read, in Korean and in English; both are always there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """Two wordings of one text.

    >>> title = Text(ko="교통", en="Transport")
    >>> title.pick("ko"), title["en"], str(title)
    ('교통', 'Transport', 'Transport')
    """

    ko: str
    en: str

    def pick(self, language: str | None = None) -> str:
        """The Korean wording for any `ko…` language tag, the English one otherwise."""
        return self.ko if (language or "").lower().startswith("ko") else self.en

    def __getitem__(self, language: str) -> str:
        return self.pick(language)

    def __str__(self) -> str:
        return self.en

    def format(self, **values: object) -> Text:
        """Fill `{name}` in both wordings; a value that is itself a `Text` is given in the same language.

        >>> Text("{what} 없음", "no {what}").format(what=Text("점수", "mark"))
        Text(ko='점수 없음', en='no mark')
        """

        def fill(template: str, language: str) -> str:
            return template.format(**{k: v.pick(language) if isinstance(v, Text) else v for k, v in values.items()})

        return Text(fill(self.ko, "ko"), fill(self.en, "en"))


def same(value: object) -> Text:
    """A text that reads alike in both languages: a code, a symbol, a number.

    >>> same("µg/m³")
    Text(ko='µg/m³', en='µg/m³')
    """
    return Text(str(value), str(value))


def joined(texts: list[Text] | tuple[Text, ...], separator: str = " ") -> Text:
    """Several texts as one.

    >>> joined([Text("가", "a"), Text("나", "b")], ", ")
    Text(ko='가, 나', en='a, b')
    """
    return Text(separator.join(t.ko for t in texts), separator.join(t.en for t in texts))
