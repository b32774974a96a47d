"""Knows what people say to an answer that they got: "stop", "source?", "why?"."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.service.small_talk import pattern, plain, small_talk


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
        "(stop|quit)( it| that)?|go away|shut (up|it|your mouth)|be quiet|quiet|silence|shh|hush|halt|abort",
        "(delete|remove|erase|hide|withdraw|retract)"
        "( ((the|this|that|your) (answer|message|reply|post)|it|this|that))?",
        "(take|clear) (it|this|that) (away|down|off|out|back)|get (lost|rid of (it|this|that))|cancel|undo",
        "enough( already| of (it|this|that))?|nobody asked( you)?|who asked you|no more( of (this|that))?",
        "(knock|cut) it (off|out)",
        "(i )?(dont|do not|didnt) (want|need|ask for) (it|this|that)( any ?more)?",
        "stopp|hor auf( damit)?|aufhoren|weg( damit| da)?|geh weg|genug( davon)?|nicht(s)? mehr",
        "lass (das|es)( sein)?",
        "(losch|entfern|verbirg)(e|en)?( das| es| (die|deine|diese) (antwort|nachricht))?",
        "(das|es|(die|deine|diese) (antwort|nachricht)) (wieder )?(loschen|entfernen|wegnehmen|wegmachen)",
        "(nimm|mach|tu) (das|es|(die|deine|diese) antwort) (wieder )?weg",
        "(das )?(brauche|will|wollte) ich( das)? nicht( mehr)?|ich (brauche|will|wollte) das nicht( mehr)?",
        "halt (den mund|die klappe)|ruhe|sei (still|ruhig)|schweig|abbrechen",
        "(das )?hat (dich )?niemand gefragt",
        "arrete(r|s|z)?( ca)?|va t ?en|tais toi|vatent|silence|chut|degage|laisse tomber|(c ?est )?assez",
        "(supprime|efface|enleve|retire|masque)(r|z)?( ca| le| la)?"
        "( (la|ta|cette) reponse| (le|ton|ce) message)?",
        "ca suffit|annule(r|z)?|plus rien|(je )?(n ?en )?(ai|veux) (plus|pas) (besoin|voulu)",
    ],
    Remark.WRONG: [
        "no|nope|nah|wrong|false|incorrect|not true|try again|nice try|(a )?lies?",
        "(thats |that is |this is |its |it is |you are |youre )?(just |so |completely |totally )?"
        "(wrong|false|nonsense|irrelevant|off topic|not (even )?(it|right|true|correct|close|relevant))"
        "( answer)?",
        "(thats |that is )?not what i (asked|meant|wanted)( for| to know)?",
        "i (dont|do not) (think|believe) (so|that|it|you)",
        "(thats |that is |this is |its )?(not helpful|unhelpful|useless|nonsense|bullshit|terrible|bad)",
        "(that|this|it) (doesnt|does not|didnt|did not) answer (it|that|this|my question|the question)",
        "wrong answer|bad answer|no (thats|that is) wrong",
        "nein|ne|falsch|stimmt nicht|das (ist falsch|stimmt nicht|meinte ich nicht)|nicht richtig",
        "quatsch|unsinn|blodsinn|nutzlos|(das )?hilft (mir )?nicht( weiter)?|das beantwortet (das|es) nicht",
        "non|faux|c ?est (faux|pas ca|pas vrai)|cest (faux|pas ca|pas vrai)|pas vrai",
        "mauvaise reponse|inutile|n ?importe quoi|(ca )?n ?aide pas",
    ],
    Remark.MORE: [
        "(show |tell |give |gimme |lemme see |let me see |i want |i need )?(me |us )?"
        "((some|a bit|a little|even) )?more"
        "( please| quotes| sources| articles| context| details| info(rmation)?| of (this|that|it|the same))?"
        "( (on|about) (this|that|it))?|go on|keep going|further( quotes| details)?",
        "another( one| quote| source)?",
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
        "who told (you|u)( (that|this|it|so))?|where does (that|this|it) come from",
        "(which|what) (article|paper|outlet)",
        "(show |give |send |open )?(me )?(the )?(full|whole|entire|original) (article|story|text|piece)",
        "(show |give |send |open )(me )?the (article|story|piece)",
        "when was (that|this|it) (published|written|reported|posted)|how old is (that|this|it)",
        "(can you )?back (it|that|this) up|(any )?receipts?|cite( it| this| that)?",
        "who (says|said|wrote|reported|reports|claims|published)( that| so| this| it)?|according to whom",
        "(was ist )?(die |deine |eine )?(quellen?|links?|belege?|beweise?|nachweise?)( bitte| dafur| dazu)?",
        "(zeig |gib )?(mir )?(den )?(ganzen |vollen )?artikel|wie alt ist das",
        "woher (hast|weisst|weist) du das|woher ist das|wo steht das|wer sagt das",
        "(quelle est |quelles sont )?(la |les |ta |tes |une |des )?(sources?|liens?|preuves?|references?)",
        "(montre |donne )?(moi )?l ?article( entier| complet)?|de quand (ca )?date( ca)?|ca date de quand",
        "d ?ou (vient|tiens tu|sais tu) (ca|cela)|dou vient (ca|cela)|qui (le |l )?dit( ca)?",
        "qui dit ca",
    ],
    Remark.WHY: [
        "why( that| is that| do you (think|say) (so|that))?|how come",
        "how (sure|certain|confident) are you( about (that|this|it))?",
        "how (sure|certain)( is (that|this|it))?|((are )?you )?sure( about (that|this|it))?|really",
        "(show |give )?(me )?(the |some |a bit of )?context",
        "seriously|is (that|this|it) (really )?(true|right|sure|correct)",
        "how do you know( that| this)?|what( do you mean)?|huh|(can you )?prove (it|that|this)",
        "(zeig |gib )?(mir )?(den |etwas )?(kontext|zusammenhang)|(donne |montre )?(moi )?(le )?contexte",
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
_INTERJECTIONS = (
    "((lol|haha|hm|oh|uh|um|well|so|ok|okay|but|sorry|hey|yeah|yes|no|nope|nah|just|actually|then|thanks|thx"
    "|ach|na|nein|aber|danke|dann|ah|euh|non|mais|ben|merci|alors) )*"
)
_ASKING = (
    "((please|can you|could you|would you|bitte|kannst du|konntest du|peux tu|pourrais tu|s il te plait) )*"
)
_AFTER = (
    "( (please|pls|plz|now|then|man|dude|bro|bitte|jetzt|mal|svp|stp|maintenant|s il (te|vous) plait"
    "|sil (te|vous) plait))*"
)
_SAID = {
    kind: pattern([f"{_INTERJECTIONS}{_ASKING}(?:{'|'.join(said)}){_AFTER}"]) for kind, said in _TABLE.items()
}

# "Really? Source?", "thanks! more please"
_PART = re.compile(r"[.!?,;…\n]+")
_MOST_PARTS = 4


def remark(text: str) -> Remark | None:
    """Recognise what is said to an answer and asks for nothing new.

    text: the whole message, its markup taken off.
    Returns: the last of several in a row; None where it may be a question, or says nothing.
    """
    said = plain(text)
    if not said:
        return Remark.WHY if "?" in text else None
    if found := _remark(said):
        return found
    parts = [part for one in _PART.split(text, _MOST_PARTS) if (part := plain(one))]
    remarks = [found for part in parts if (found := _remark(part))]
    others = [part for part in parts if not _remark(part)]
    return remarks[-1] if remarks and all(map(small_talk, others)) else None


def _remark(said: str) -> Remark | None:
    """Recognise a single remark. said: as ``plain`` leaves it."""
    return next((kind for kind, one in _SAID.items() if one.fullmatch(said)), None)
