"""Define what every error that a person should read has in common.

ClippingsError
├── SettingsError       config.settings    a setting can't be used
├── MissingExtraError   config.extras      a library that some commands need isn't installed
├── SourceError         index.sources      a source can't be read at all
├── DetectError         index.sources      it can't be told what an address is
├── EncoderError        index.models       a model can't be used
├── BuildError          index.build        a build can't go on
│   ├── DropError                          it would drop too many articles
│   └── NothingToIndexError                there is no article
├── SnapshotError       index.snapshot     an index can't be used
│   └── NothingIndexedError                there is none yet
├── ReaderError         retrieval.reading  the reader's weights can't be used
├── StartError          bot.discord        the bot can't start
├── DatabaseError       bot.database       the bot's own database can't be used
├── HealthError         bot.monitoring     the page of figures can't be served
├── UnknownArticleError bot.records         no such article is indexed
├── AmbiguousIdError    bot.records         the start of an id is that of several articles
├── QuestionsError      bot.records        a file of questions can't be used
├── PictureError        bot.pictures       a picture can't be drawn
└── UndeliveredError    bot.follow         a webhook takes nothing
"""

from __future__ import annotations


class ClippingsError(Exception):
    """Something that the person at the keyboard can mend; the message says what, where and how."""


def first_error(error: BaseException) -> BaseException:
    """Return the first error of a group, and of groups in it; what is no group comes back as it is."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
