"""Measure answers against questions whose answers are known: ``clippings eval``.

questions → ``cases`` (each asked once) → ``scores``, ``thresholds``, ``worst`` → ``console`` and ``report``.
"""
