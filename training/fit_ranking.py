"""Fits the weights of windows and of confidence on what ``training.askings`` kept.

    python -m training.fit_ranking [--out build/ranking]

Logistic regressions, five-fold by week or article: does a window hold the answer? Do the quotes shown?
Prints the weights fitted on everything, and figures of those fitted on the other folds; it changes no file.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, logit, logsumexp, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from config.settings import AnswerSettings
from retrieval.quoting import confidence, windows
from retrieval.quoting.confidence import ConfidenceSignals, confidence_signals
from retrieval.quoting.conflicts import Conflicts
from retrieval.quoting.quotes import ChosenWindow, choose_windows
from retrieval.quoting.short_answer import ShortAnswerSignals, find_candidate, short_answer_signals
from retrieval.quoting.windows import Window, WindowSignals, score_windows
from retrieval.reading.agreement import essential_words
from training.asked import Asked, load_asked

FOLDS = 5
# Keeps weights small. Scores are scaled so that what is shown has about as many words as people read.
_RIDGE, _SCALE = 0.01, 0.6
# How much a question of each kind counts for confidence, where that isn't 1.
KIND_WEIGHTS = {"news": 2.0, "later": 2.0, "people": 3.0, "misplaced": 0.5}

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Scored:
    """A question with the windows of what was read, and for each whether it holds the answer."""

    asked: Asked
    windows: list[Window]
    holding: list[bool]


@dataclass(frozen=True)
class Shown:
    """What a question gets to see with some weights.

    first: is the answer in the first quote? short: what speaks for the short answer, None where there is
    none; short_right: does that share words with a right one?
    """

    asked: Asked
    signals: ConfidenceSignals
    first: bool
    shown: bool
    short: ShortAnswerSignals | None = None
    short_right: bool = False


def main() -> None:
    """Fit both, and print weights and figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("build/ranking"))
    options = parser.parse_args()
    scored = list(score(load_asked(options.out)))
    shown = [each for one in scored if (each := show(one, windows.WEIGHTS))]
    print("windows as they are:", *figures(shown), sep="\n")
    fitted = fit_windows(scored)
    print(fitted)
    fitted_shown = list(crossed(scored))
    print("windows fitted, on other folds:", *figures(fitted_shown), sep="\n")
    for name, seen in (("as they are", shown), ("fitted", fitted_shown)):
        base, weights = fit_confidence(seen)
        print(f"confidence over windows {name}: {base:.2f}", weights)
        print(*confidence_figures(seen, crossed_confidence(seen)), sep="\n")
    served = [float(logit(served_confidence(each.signals))) for each in shown]
    print("confidence as it is:", *confidence_figures(shown, served), sep="\n")
    print("confidence as it is, and the share right:", *calibration(shown), sep="\n")
    print("short answers over windows as they are:", *short_answers(shown), sep="\n")


def score(asked: Iterator[Asked]) -> Iterator[Scored]:
    """Score the windows of what was read."""
    for each in asked:
        found = score_windows(each.reading.query, each.reading.passages, AnswerSettings().quote_words)
        texts = [window.article.text[window.span.start : window.span.end] for window in found]
        yield Scored(each, found, [each.is_shown([text]) for text in texts])


def fit_windows(scored: Sequence[Scored]) -> WindowSignals:
    """Fit what each signal of a window counts, over the questions that some window answers.

    Of the windows of a question those that hold the answer get as much as can be of a softmax over all of
    them: what is learned is which goes first.
    """
    useful = [one for one in scored if one.asked.ask.answerable and any(one.holding)]
    signals = [np.array([window.signals for window in one.windows]) for one in useful]
    holding = [np.array(one.holding) for one in useful]
    counts = np.array([KIND_WEIGHTS.get(one.asked.ask.kind, 1.0) for one in useful])
    counts /= counts.sum()

    def cost(weights: Floats) -> tuple[float, Floats]:
        total, slope = _RIDGE * float(weights @ weights), 2 * _RIDGE * weights
        for share, each, right in zip(counts, signals, holding, strict=True):
            scores = each @ weights
            shares, wanted = softmax(scores), softmax(np.where(right, scores, -np.inf))
            total += share * float(logsumexp(scores) - logsumexp(scores[right]))
            slope = slope + share * (shares - wanted) @ each
        return total, slope

    count = len(WindowSignals._fields)
    # What speaks for a window never counts against it.
    found = minimize(cost, np.zeros(count), jac=True, method="L-BFGS-B", bounds=[(0, None)] * count)
    return WindowSignals(*map(float, (_SCALE * found.x).round(2)))


def show(one: Scored, weights: WindowSignals) -> Shown | None:
    """Choose what is shown of a question with some weights; None where there is nothing to show."""
    reading, sentences = one.asked.reading, one.asked.sentences
    query = reading.query
    rescored = [replace(window, score=float(np.dot(weights, window.signals))) for window in one.windows]
    rescored.sort(key=lambda w: (-w.score, w.article.id, w.span))
    most = AnswerSettings().quotes
    conflicts = Conflicts()
    fitting = conflicts.without_overruled(rescored)
    chosen = choose_windows(query, fitting, most, lambda number: sentences[number], conflicts)
    if not chosen:
        return None
    texts = [_text(choice) for choice in chosen]
    quoted = [choice.window for choice in chosen]
    signals = confidence_signals(query, reading.candidates, reading.passages, quoted)
    found = find_candidate(query, chosen[0])
    short, right = None, False
    if found is not None:
        short = short_answer_signals(chosen[0], found, served_confidence(signals))
        said = essential_words(chosen[0].window.article.text[found.span.start : found.span.end])
        right = any(essential_words(gold) & said for gold in one.asked.ask.answers)
    return Shown(one.asked, signals, one.asked.is_shown(texts[:1]), one.asked.is_shown(texts), short, right)


def served_confidence(signals: ConfidenceSignals) -> float:
    """Compute the confidence as it is served."""
    return float(expit(confidence.BASE + float(np.dot(confidence.WEIGHTS, signals))))


def _text(choice: ChosenWindow) -> str:
    return choice.window.article.text[choice.span.start : choice.span.end]


def crossed(scored: Sequence[Scored]) -> Iterator[Shown]:
    """Show each question what weights fitted on the other folds choose."""
    groups = [one.asked.ask.group for one in scored]
    for train, test in GroupKFold(FOLDS).split(scored, groups=groups):
        weights = fit_windows([scored[place] for place in train])
        yield from (each for place in test if (each := show(scored[place], weights)))


def fit_confidence(shown: Sequence[Shown]) -> tuple[float, ConfidenceSignals]:
    """Fit what each signal of confidence counts: the base, and the weights."""
    kept = [each for each in shown if is_clear(each)]
    model = LogisticRegression(C=1.0, max_iter=2000)
    model.fit(
        np.array([each.signals for each in kept]),
        np.array([each.shown for each in kept]),
        np.array([KIND_WEIGHTS.get(each.asked.ask.kind, 1.0) for each in kept]),
    )
    return float(model.intercept_[0]), ConfidenceSignals(*map(float, model.coef_[0].round(3)))


def calibration(shown: Sequence[Shown]) -> Iterator[str]:
    """Compute the share of answers that are right among those of like confidence."""
    kept = [(served_confidence(each.signals), each.shown) for each in shown if is_clear(each)]
    for low, high in itertools.pairwise((0.0, AnswerSettings().threshold, 0.3, 0.5, 0.65, 0.8, 0.9, 1.0)):
        mine = [right for sure, right in kept if low <= sure < high]
        yield f"{low:.2f} to {high:.2f}: {np.mean(mine):.2f} of {len(mine)}"


def short_answers(shown: Sequence[Shown]) -> Iterator[str]:
    """Fit the chance of a short answer, and compute how many of the likelier ones of the news are right."""
    kept = [each for each in shown if each.short and is_clear(each)]
    signals, right = np.array([each.short for each in kept]), np.array([each.short_right for each in kept])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(signals, right)
    yield f"{model.intercept_[0]:.2f} {ShortAnswerSignals(*map(float, model.coef_[0].round(2)))}"
    chances = model.predict_proba(signals)[:, 1]
    threshold = AnswerSettings().threshold
    answered = np.array([served_confidence(each.signals) >= threshold for each in kept])
    news = np.array([each.asked.ask.kind == "news" for each in kept])
    for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        mine = right[news & answered & (chances >= least)]
        yield f"from {least}: {mine.mean():.3f} of {len(mine)} right, {mine.sum()}"


def is_clear(each: Shown) -> bool:
    """Tell whether what is shown is surely right or wrong: a gold string may stand there by chance."""
    return not (each.shown and each.asked.ask.answerable is not True)


def crossed_confidence(shown: Sequence[Shown]) -> Floats:
    """Compute the log-odds of each question with weights fitted on the other folds."""
    odds = np.zeros(len(shown))
    groups = [each.asked.ask.group for each in shown]
    for train, test in GroupKFold(FOLDS).split(shown, groups=groups):
        base, weights = fit_confidence([shown[place] for place in train])
        odds[test] = [base + float(np.dot(weights, shown[place].signals)) for place in test]
    return odds


def figures(shown: Sequence[Shown]) -> Iterator[str]:
    """Compute by kind how many of the answerable questions are shown their answer, and in the first quote."""
    for kind in sorted({each.asked.ask.kind for each in shown}):
        mine = [each for each in shown if each.asked.ask.kind == kind and each.asked.ask.answerable]
        if mine:
            on, first = np.mean([each.shown for each in mine]), np.mean([each.first for each in mine])
            yield f"{kind:10} {len(mine):4} shown {on:.3f} first {first:.3f}"


def confidence_figures(shown: Sequence[Shown], odds: Sequence[float] | Floats) -> Iterator[str]:
    """Compute by kind how well confidence tells right from wrong, and what is refused.

    Refused: of the answerable / of the others at the threshold served.
    """
    threshold = AnswerSettings().threshold
    least = np.log(threshold / (1 - threshold))
    kinds = sorted({each.asked.ask.kind for each in shown})
    for kind in [*kinds, "all"]:
        mine = [
            (each, value)
            for each, value in zip(shown, odds, strict=True)
            if kind in {each.asked.ask.kind, "all"}
        ]
        right = _auroc([(each.shown, value) for each, value in mine if is_clear(each)])
        known = [(each, value) for each, value in mine if each.asked.ask.answerable is not None]
        able = _auroc([(bool(each.asked.ask.answerable), value) for each, value in known])
        refused = [
            np.mean([value < least for each, value in known if each.asked.ask.answerable is way] or [np.nan])
            for way in (True, False)
        ]
        yield (
            f"{kind:10} {len(mine):4} auroc right {right:.3f} answerable {able:.3f}"
            f" refused {refused[0]:.3f} / {refused[1]:.3f}"
        )


def _auroc(pairs: Sequence[tuple[bool, float]]) -> float:
    labels = [label for label, _ in pairs]
    return float(roc_auc_score(labels, [value for _, value in pairs])) if len(set(labels)) == 2 else np.nan


if __name__ == "__main__":
    main()
