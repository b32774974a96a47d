### Replies to what is nothing to look up.

small-talk-noted = All right. Ask away whenever you like.
small-talk-greeting = Hello! Ask me about an event in the news, and I look for quotes that answer it.
small-talk-how-i-am = Fine, thank you. What would you like to know about the news?
small-talk-praised = Thank you, that's kind.
small-talk-welcome = You're welcome.
small-talk-sorry = Sorry about that. It may help to name the people, the place or the day in your question.
small-talk-goodbye = Goodbye, and come back any time.
small-talk-help = Ask about an event as you would ask a person: who, what, when, where, how long, how many. I show quotes from the indexed articles, each with its source, or say that they don't answer it.
small-talk-who-i-am = I'm Clippings, a bot. I answer questions about events only with word-for-word quotes from indexed news articles, and say nothing about the world in words of my own.

### Replies to what is said to an answer, or points at something.

not-yours-to-delete = Only whoever asked, and whoever may manage messages here, can take this answer away.
which-answer = Which answer do you mean? Please reply to it.
remark-wrong = Thank you for saying so. Press 👎 under the answer and tell what is wrong: whoever runs me sees that.
remark-short = I only quote, word for word, and sum up nothing in words of my own. Context under the answer shows what stands around its quotes, More shows further ones.
remark-how-sure = { $sureness ->
    [sure] Of answers that I am as sure of as of this one, at least four in five are right. It rests on these quotes:
    [likely] Of answers that I am as sure of as of this one, about two in three are right. It rests on these quotes:
   *[perhaps] Of answers that I am as sure of as of this one, fewer than half are right. It rests on these quotes:
}
remark-sources = It rests on:
remark-nothing-behind = I found nothing to quote, so nothing stands behind it.
claim-looked-up = Looked up: { $claim }
claim-found = What the articles say on this:
claim-not-found = I found nothing on this.
claim-nearest = The articles that come closest:
nothing-found = I found nothing on this in the articles.
nothing-asked = I took that for no question. With a question mark I look it up.
link-unknown = The article behind this link isn't among those that I have. Tell me in words what to look for.
link-silent = The linked article doesn't say; this is from others.
link-not-indexed = I don't have the linked article; this is from others.
nothing-pointed-at = What do you mean? Reply to the message that I'm to look up, and mention me, or choose Apps › { command-find-sources } on it.
thread-name = A question
