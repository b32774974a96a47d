### The commands for everyone, and what they show.

command-ask = ask
command-ask-about = Ask, and get word-for-word quotes from news articles.
option-ask-question = question
option-ask-question-about = What would you like to know?
option-ask-since = since
option-ask-since-about = Only articles from this day on: last week, 31 March 2024
option-ask-until = until
option-ask-until-about = Only articles up to this day: yesterday, 31 March 2024
option-ask-outlet = outlet
option-ask-outlet-about = Only this outlet
option-ask-private = private
option-ask-private-about = Show the answer to you alone?
day-choice = { $name } · { $day }
day-today = today
day-yesterday = yesterday
day-last-seven = last 7 days
day-this-month = this month
day-this-year = this year
day-oldest = oldest article
day-newest = newest article
limit-server = from { $outlets } only, as this server has set
outlets-near = Did you mean { $near }?
outlets-listed = { $sources } lists the outlets that I have.
days-covered = My articles are from { $first } to { $last }.
days-covered-by-outlet = Those of { $outlet } are from { $first } to { $last }.
command-find-sources = Find sources

command-sources = sources
command-sources-about = See which outlets I quote, and the dates their articles cover.
option-sources-outlet = outlet
option-sources-outlet-about = Only outlets of this name
option-sources-since = since
option-sources-since-about = Only outlets with articles from this day on: last week, 31 March 2024
sources-none = There are no articles yet.
sources-no-match = No outlet fits that.
sources-head = { $outlets ->
    [one] One outlet
   *[other] { $outlets } outlets
}, { $articles ->
    [one] one article
   *[other] { $articles } articles
}
sources-label = Sources:
sources-articles = { $articles ->
    [one] one article
   *[other] { $articles } articles
}
sources-dates = { $first } to { $last }
sources-refreshed = Last refreshed: { $when }
page = Page { $page } of { $pages }
button-back = Back
button-next = Next

command-article = article
command-article-about = See an article: title, outlet, date, link and how it begins.
option-article-title = title
option-article-title-about = Words of its title
article-unknown = No title has all of these words. Write fewer of them and choose from the list that appears while you type; { $ask } looks into the articles themselves.
article-others = Other titles with these words

command-help = help
command-help-about = How to ask me, with examples from what I have.
help-head = Ask what happened, and I quote the articles that say it.
help-how = • { $ask }, with days or an outlet if you like; { $mention } and your question; or a direct message.
    • **Reply** to an answer to ask on: “How long did it last?” In a thread of mine, just write.
    • Mention me in a **reply** to somebody: I look up what they say. **Apps › { command-find-sources }** does so for you alone.
    • Under an answer: **{ button-context }** shows what stands around its quotes, **{ button-more }** further ones; 👍 👎 rate it, 📣 shows it to all, 🗑 takes it away.
    • { $follow } tells you or a channel what is new about a topic, { $digest } each day's stories.
    • { $sources }, { $article }: what I have; { $timeline }, { $coverage }: an event by steps, by outlets; { $privacy }: what I store.
help-sure = “Likely the answer” is right about 2 times in 3, “Perhaps the answer” less than half the time, an answer with neither at least 4 times in 5.
help-examples = For example:
help-nothing = Nothing is indexed yet.

command-privacy = privacy
command-privacy-about = What I store about you, and how to delete it.
privacy-head = What I store
privacy-text = Each question to me, whether I had an answer or not, with its limits, the quotes it got, where and when, for { $days } days: replies and buttons need it. Who asked stands beside it only as a code that nobody can turn back into you without the secret of this installation. With 👍 and 👎: your vote and what you wrote with it. What moderators set for their server, and whom they blocked. What you follow, or wait to be told, and your digests, and where it goes, until you end it; which quotes were told of it, for 30 days. While a reply takes long: that somebody waits for it. Nothing else: no messages that aren't questions to me, no names.
privacy-page = Privacy policy
terms-page = Terms of service
button-delete-mine = Delete what is mine
privacy-deleted = { $count ->
    [0] I have nothing stored of you.
    [one] Deleted: one question or vote.
   *[other] Deleted: { $count } questions and votes.
}

vote-good = Thank you, noted: the answer is good.
vote-bad = Thank you, noted.
vote-title = What is wrong with it?
vote-problem = The answer is …
problem-wrong = wrong: it doesn't answer the question
problem-missing = incomplete: something is missing
problem-outdated = out of date
vote-comment = Anything else? (optional)
