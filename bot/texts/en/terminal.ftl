### What the command line says in its own words; it speaks English only.

terminal-no-answer-empty = That holds no words to look for. Ask about an event, as you would ask a person.
terminal-no-answer-outlet = No article of { $outlet } is indexed. `clippings sources` lists the outlets.
terminal-no-answer-articles = No indexed article was published { $limits }.
terminal-limit-as-of = by { $day }
terminal-limit-outlet = by { $outlet }
terminal-nearest = Nearest articles, which don't answer it:
