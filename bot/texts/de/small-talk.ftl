### Antworten auf das, wonach nichts zu suchen ist.

small-talk-noted = In Ordnung. Frag einfach, wann immer du magst.
small-talk-greeting = Hallo! Frag mich nach einem Ereignis in den Nachrichten, und ich suche Zitate, die antworten.
small-talk-how-i-am = Gut, danke. Was möchtest du über die Nachrichten wissen?
small-talk-praised = Danke, das ist nett.
small-talk-welcome = Gern geschehen.
small-talk-sorry = Das tut mir leid. Vielleicht hilft es, in der Frage die Personen, den Ort oder den Tag zu nennen.
small-talk-goodbye = Bis bald, komm jederzeit wieder.
small-talk-help = Frag nach einem Ereignis, wie du einen Menschen fragen würdest: wer, was, wann, wo, wie lange, wie viele. Ich zeige Zitate aus den Artikeln, jedes mit seiner Quelle, oder sage, dass sie es nicht beantworten.
small-talk-who-i-am = Ich bin Clippings, ein Bot. Ich beantworte Fragen nach Ereignissen nur mit wörtlichen Zitaten aus Zeitungsartikeln und sage mit eigenen Worten nichts über die Welt.
