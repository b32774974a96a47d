### What the command line says in its own words; it speaks English only.

terminal-no-answer-empty = That holds no words to look for. Ask about an event, as you would ask a person.
terminal-no-answer-outlet = No article of { $outlet } is indexed. `clippings sources` lists the outlets.
terminal-no-answer-articles = No indexed article was published { $limits }.
terminal-limit-as-of = by { $day }
terminal-limit-outlet = by { $outlet }
terminal-nearest = Nearest articles, which don't answer it:
terminal-told-why = { $kind ->
    [topic] because you follow the topic “{ $text }”
    [question] because you follow the question “{ $text }”
   *[outlet] because you follow { $text }
}
terminal-told-also = Told before, and now by others, too:
terminal-told-corrected = Told before, and corrected by its outlet:
terminal-told-withdrawn = Taken back: { $outlet } · { $title }
