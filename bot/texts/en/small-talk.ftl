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
