"""Cases made by hand."""

from __future__ import annotations

from bot.evaluation.cases import Case
from bot.evaluation.evaluation import Evaluation
from bot.evaluation.questions import EvalQuestion
from index.article import Article, Published, Span
from retrieval.answer import Answer, Question, Quote, Reason, Refusal, ShortAnswer


def quote(text: str, *, number: int = 0, verbatim: bool = True) -> Quote:
    """A whole article as a quote, or a quote that doesn't stand in its article."""
    article = Article(
        f"{number:016x}",
        text if verbatim else "elsewhere",
        title="Harbour opens",
        url=f"https://news.example/{number}",
        outlet="The Harbour Post",
        published=Published("2024-03-01"),
        is_outlet_given=True,
    )
    return Quote(article, Span(0, len(article.text)), text)


def answer(*quotes: Quote, confidence: float = 0.5, short: str = "") -> Answer:
    """An answer of quotes."""
    given = ShortAnswer(0, Span(0, len(short)), short, 0.9) if short else None
    return Answer(Question("When did the harbour open?"), quotes, confidence, given)


def case(
    reply: Answer | Refusal | None,
    *golds: str,
    able: bool | None = True,
    held_back: Answer | None = None,
    question: str = "When did the harbour open?",
    number: int = 0,
) -> Case:
    """A question with what it got; None: a refusal, with the confidence of what it held back."""
    if reply is None:
        confidence = held_back.confidence if held_back else 0.0
        nearest = tuple(quote.article for quote in held_back.quotes) if held_back else ()
        reply = Refusal(Question(question), Reason.NOT_FOUND, nearest, confidence)
    asked = EvalQuestion(id=number, question=question, answers=golds, answer_in_articles=able)
    return Case(asked, reply, held_back, 10.0)


def evaluation(*cases: Case, threshold: float = 0.2) -> Evaluation:
    """These cases as an evaluation."""
    return Evaluation("made.jsonl", cases, threshold)
