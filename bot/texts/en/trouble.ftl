### What people are told when something can't be done.

busy = Many people are asking right now. Please try again in { $seconds } s.
cooldown = One moment, please: you can ask again in { $seconds } s.
cooldown-server = This server has asked a lot just now. Please try again in { $seconds } s.
broken = Sorry, something went wrong here. If it stays so, tell whoever runs me: error { $id }.
date-unreadable = { $option ->
    [until] I can't read the day in “{ option-ask-until }”. For example: 31 March 2024, March 2024, last week, 2024-03-31.
   *[since] I can't read the day in “{ option-ask-since }”. For example: 31 March 2024, March 2024, last week, 2024-03-31.
}
dates-backwards = “{ option-ask-since }” ({ $since }) is after “{ option-ask-until }” ({ $until }). Please swap them.
question-too-long = Please ask in at most { $most } characters; that was { $length }.
question-missing = What would you like to know? Write your question after my name, or use { $ask }.
wrong-channel = I'm not to answer in this channel. Try { $channels }.
denied-channel = I'm not to answer in this channel.
person-blocked = The moderators of this server don't want me to answer you.
wrong-role = On this server only some roles may ask me.
role-unreadable = That is a role of mine, and Discord doesn't show me what such messages say. Please mention me instead, { $mention }, or use { $ask }.
reply-unreadable = I can't see what that message says. Please write the question after my name, or try Apps › { command-find-sources } on the message.
no-text = I see no text in that message to look up.
may-not-write = I may not write in { $channel }, so I can't answer there. Moderators see with { $check } what I lack.
outlet-not-indexed = I have no outlet “{ $outlet }”. The list that appears while you type has all of them, and so has { $sources }.
outlet-misspelled = I have no outlet “{ $outlet }”. Did you mean { $near }?
restarted-meanwhile = I was restarted before I could answer. Please ask again.
blocked-everywhere = Whoever runs me doesn't want me to answer here.
cooldown-light = One moment, please: it goes on in { $seconds } s.
database-busy = I can't write anything down just now. Please try that again in a minute.
