### What stands in an answer, a refusal, a list of sources.

outlet-unknown = outlet unknown
date-unknown = date unknown
date-without-year = { $day }, year unknown
title-unknown = title unknown
no-link = no link
link-too-long = link too long to show
read-the-article = read the article
same-article = the same article
only-beginning = only the beginning
also-in = also in { $outlets }
words-of = words of { $speaker }
how-sure = { $sureness ->
    [likely] Likely the answer:
   *[perhaps] Perhaps the answer:
}
how-sure-among = { $sureness ->
    [likely] Likely among these:
   *[perhaps] Perhaps among these:
}
newest-figure = { $newest } · { $day }; earlier { $earlier }
too-long-to-quote = The quote is too long for one message. It stands here:
asked = Asked: { $question }
read-as = Read as: { $question }
shared-by = Shared by { $who }
differing-events = More than one event fits. Each is shown with what tells it apart.
differing-figures = The reports disagree.

no-answer-empty = Ask me a question, and I'll look for it in the articles.
no-answer-language = I can't read questions in Chinese, Japanese or other languages without spaces between words. Please ask in English.
no-answer-other-language = My articles are in { $languages }. Please ask in that language, as I don't translate.
no-answer-outlet = I have no articles from an outlet of that name.
no-answer-articles = I have no articles that fit those limits.
no-answer-found = The articles don't answer this.
looked-for = I looked for: { $question }
limit-outlet = from { $outlet }
limit-since = since { $day }
limit-until = until { $day }
nearest = Not answers, only the articles that come closest:

button-context = Context
button-more = More
context-head = The quotes with the sentences around them:
more-head = Further quotes:
no-more = I have no further quotes for this.
quote-corrected = The article was corrected after this quote, as I saw on { $day }. This is how it read before.
quote-retracted = { $outlet } has taken this article back, as I saw on { $day }.
quote-gone = This article has left the index, so I can't show more of it.
answer-gone = I no longer have this answer. Please ask again: { $ask }.
not-yours = Only whoever asked can share this answer. Ask with { $ask }, and the answer is yours.
already-shared = This answer is shared already.
