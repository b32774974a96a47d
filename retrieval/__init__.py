"""Online, reading only: from a question to an answer made of quotes, or a refusal."""

from retrieval.answer import Answer, Question, Quote, Reason, Refusal
from retrieval.answerer import Answerer

__all__ = ["Answer", "Answerer", "Question", "Quote", "Reason", "Refusal"]
