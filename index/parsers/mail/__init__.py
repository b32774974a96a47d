"""Newsletters, as mail programs save them."""

from index.parsers.mail.mail import read_mail

__all__ = ["read_mail"]
