"""Measures answers against questions whose answers are known: ``clippings eval``.

questions → ``cases`` (each asked once) → ``figures``, ``thresholds``, ``worst`` → ``screen`` and ``report``.
"""
