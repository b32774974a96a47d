"""Knows what people say to an answer that they got: "stop", "source?", "why?"."""

from __future__ import annotations

from enum import StrEnum

from bot.service.small_talk import pattern, plain


class Remark(StrEnum):
    """What somebody wants of an answer that is there."""

    AWAY = "take it away"
    WRONG = "it is wrong"
    MORE = "show more of the same"
    SOURCES = "name its sources"
    WHY = "say what it rests on"
    SHORT = "say it in other words"


# What people say, as in ``small_talk``.
_TABLE = {
    Remark.AWAY: [
        "stop( it| that)?|delete( it| this| that)?|remove( it| this| that)?|go away|shut up|be quiet",
        "enough|take (it|this|that) (away|down)|get lost|nobody asked( you)?|cancel|undo",
        "stopp|hor auf|aufhoren|losch(e|en)?( das| es)?( bitte)?|weg( damit| da)?|geh weg",
        "halt den mund|genug|ruhe|sei still|abbrechen",
        "arrete(z)?|arretes|supprime(r|z)?( ca| le)?|efface(r|z)?( ca| le)?|va t ?en|tais toi|vatent",
        "ca suffit|enleve( ca)?|annule(r)?",
    ],
    Remark.WRONG: [
        "no|nope|nah|wrong|false|incorrect|not true",
        "(thats |that is |this is |its )?(wrong|false|not (it|right|true|correct))( answer)?",
        "(thats |that is )?not what i (asked|meant)",
        "(thats |that is |this is |its )?(not helpful|unhelpful|useless|nonsense|bullshit|terrible|bad)",
        "(that|this|it) (doesnt|does not|didnt|did not) answer (it|that|this|my question|the question)",
        "wrong answer|bad answer|no (thats|that is) wrong",
        "nein|ne|falsch|stimmt nicht|das (ist falsch|stimmt nicht|meinte ich nicht)|nicht richtig",
        "quatsch|unsinn|blodsinn|nutzlos|(das )?hilft (mir )?nicht( weiter)?|das beantwortet (das|es) nicht",
        "non|faux|c ?est (faux|pas ca|pas vrai)|cest (faux|pas ca|pas vrai)|pas vrai",
        "mauvaise reponse|inutile|n ?importe quoi|(ca )?n ?aide pas",
    ],
    Remark.MORE: [
        "(show |tell |give )?(me )?more( please| quotes| of (this|that|it)| details| info)?|go on",
        "(are |is )?(there )?(any )?more( quotes| sources| articles)?( (on|about|for) (that|this|it))?",
        "continue|(anything|what) else|and then|any more|next",
        "(zeig |gib )?(mir )?mehr( bitte| davon| dazu| zitate)?|weiter(e)?|noch (mehr|was|etwas)",
        "sonst noch was",
        "plus( de citations| svp)?|encore( plus)?|davantage|continue|la suite|quoi d ?autre",
        "autre chose",
    ],
    Remark.SOURCES: [
        "(whats |what is |what are |show |give |cite )?(me )?(the |your |a |any )?(sources?|links?|proof)",
        "(sources?|links?|proof|evidence|citations?|references?|articles?|urls?)( for (that|this))?",
        "(do you )?(have|got) (a |any |the )?(sources?|links?|proof|evidence)( for (that|this))?",
        "sauce|where (is|s) (that|this|it) from|where did you (get|find|read) (that|this|it)|says who",
        "who (says|said|wrote|reported|reports|claims|published)( that| so| this| it)?|according to whom",
        "(was ist )?(die |deine |eine )?(quellen?|links?|belege?|beweise?|nachweise?)( bitte| dafur| dazu)?",
        "woher (hast|weisst|weist) du das|woher ist das|wo steht das|wer sagt das",
        "(quelle est |quelles sont )?(la |les |ta |tes |une |des )?(sources?|liens?|preuves?|references?)",
        "d ?ou (vient|tiens tu|sais tu) (ca|cela)|dou vient (ca|cela)|qui (le |l )?dit( ca)?",
        "qui dit ca",
    ],
    Remark.WHY: [
        "why( that| is that| do you (think|say) (so|that))?|how come",
        "how (sure|certain|confident) are you( about (that|this|it))?",
        "how (sure|certain)( is (that|this|it))?|((are )?you )?sure( about (that|this|it))?|really",
        "seriously|is (that|this|it) (really )?(true|right|sure|correct)",
        "how do you know( that| this)?|what( do you mean)?|huh|(can you )?prove (it|that|this)",
        "warum|wieso|weshalb|wie sicher( bist du( dir)?| ist das)?|(bist du( dir)? )?sicher|wirklich",
        "echt( jetzt)?|im ernst|(ist das|stimmt das)( wirklich)?( wahr| sicher| richtig)?",
        "woher weisst du das",
        "pourquoi( ca)?|(tu es|t ?es|es tu|c ?est|cest|est ce) (vraiment )?(sur|vrai|certain)",
        "vraiment|serieux|sur|(a quel point )?(es tu|en es tu) sur|comment (le )?sais tu( ca)?",
        "comment tu (le )?sais( ca)?",
    ],
    Remark.SHORT: [
        "tl ?dr",
        "(give (me )?|write )?(a |the )?(short )?(summary|summar(y|ise|ize)|recap)( please| this| that| it)?",
        "sum (it|this|that) up|in short|eli5|shorter|explain( it| this| that| please)*",
        "explain (it )?like im (five|5)",
        "what does (that|it|this) mean|meaning|in (simple|plain|other) words",
        "translate( it| this| that)?|rephrase( it| this| that)?",
        "(bitte )?(eine )?(kurze )?zusammenfassung( bitte)?|fass(e)? (es|das) zusammen",
        "kurz( bitte|er)?|in kurze|(das )?erklar(e|en)?( es| das)?( mir)?( bitte)?",
        "was (heisst|bedeutet) das|ubersetz(e|en)?( das| es)?",
        "(fais )?(un )?resume(r|z)?( ca| svp)?|en bref|en resume|plus court",
        "explique(r|z)?( ca| moi| svp)*|ca veut dire quoi|que (signifie|veut dire) (ca|cela)",
        "traduis( ca)?|traduction",
    ],
}
_INTERJECTIONS = "((lol|haha|hm|oh|uh|um|well|so|ok|okay|but|sorry|hey|yeah|ach|na|aber|ah|euh|mais|ben) )*"
_ASKING = "((please|can you|could you|bitte|kannst du|konntest du|peux tu|pourrais tu|s il te plait) )?"
_AFTER = "( (please|pls|plz|bitte|svp|stp|s il te plait|s il vous plait|sil te plait|sil vous plait))?"
_SAID = {
    kind: pattern([f"{_INTERJECTIONS}{_ASKING}(?:{'|'.join(said)}){_AFTER}"]) for kind, said in _TABLE.items()
}


def remark(text: str) -> Remark | None:
    """Recognise what is said to an answer and asks for nothing new.

    text: the whole message, its markup taken off.
    Returns: None where it may be a question, or says nothing.
    """
    said = plain(text)
    if not said:
        return Remark.WHY if "?" in text else None
    return next((kind for kind, one in _SAID.items() if one.fullmatch(said)), None)
