"""What stands in the place of an article's rest for those who don't pay."""

from __future__ import annotations

import re

_LONGEST_LINE = 300
_ARTICLE = r"(?:article|story|content|page|post|piece|report|feature|interview|analysis|newsletter)"
_PAYING = r"(?:(?:paying|paid|premium|digital|registered|our)\s)*"
_READERS = rf"{_PAYING}(?:subscribers?|members?|readers|users|supporters)"
_MONEY = (
    r"(?:[$€£¥]|crowns?|kr(?:oner|onor)?|euros?|dollars?|pounds?|francs?|cents?|rupees?|yen|zł"
    r"|chf|usd|eur|gbp|sek|nok|dkk)"
)
_PRICE = rf"(?:[$€£¥]\s?\d+(?:[.,]\d+)?|\b\d+(?:[.,]\d+)?\s?{_MONEY})"
_PERIOD = r"(?:week|month|year|woche|monat|jahr|mois|mes|año|mese|anno|maand|jaar|måned\w*|år)"
_EACH = rf"(?:a|an|per|/|each|every|pro|im|par|por|al|je|i)\s?{_PERIOD}"
# Both in languages whose pages say it in fewer ways.
_SIGN_UP = (
    r"(?:reg[ií]str\w+|suscr[ií]b\w+|inicia\s(?:la\s)?sesi[oó]n|accede|cadastr\w+|assine|faça\slogin|abbonati|registrati|accedi"
    r"|inscrivez-vous|abonnez-vous|connectez-vous|identifiez-vous|abonneer\sje|registreer\sje|log\sin|logg?\sind?|logga\sin"
    r"|(?:bitte\s|jetzt\s)?(?:registrieren|anmelden|abonnieren|einloggen)|zaloguj\ssię|zarejestruj\ssię)"
)
_TO_READ_ON = (
    r"(?:para\s(?:seguir|continuar)\s(?:leyendo|lendo|a\sler|la\slectura)|per\scontinuare\s(?:a\sleggere|la\slettura)"
    r"|pour\s(?:lire\s(?:la\ssuite|cet\sarticle|l['’]article)|continuer\s(?:à\slire|(?:la|votre)\slecture))"
    r"|om\s(?:verder|door)\ste\slezen|(?:um\s)?weiter(?:zu)?lesen|for\så\slese\svidere|för\satt\släsa\svidare|by\sczytać\sdalej)"
)
_TO_READ = r"to\s(?:read|continue|keep|unlock|access|get|see|view|finish|enjoy)\b"
# What says that an article's rest is closed.
_WALL = re.compile(
    rf"""[\W_]*(?:
    (?:this|the\srest\sof\s(?:this|the)|the\sfull|full|our|premium|exclusive)\s(?:\w+\s)?{_ARTICLE}\s(?:is|are)\s
        (?:(?:only|exclusively|available|reserved|free|open|accessible|restricted|locked|exclusive|limited)\s){{0,3}}
        (?:to|for)\s(?:\w+\s)?(?:{_PAYING}subscribers\b|{_READERS}(?:\sonly)?[\s.!]*$|{_READERS}(?:\sonly)?[.!]\s).*
    |(?:this|the\srest\sof\s(?:this|the))\s{_ARTICLE}\sis\s(?:locked[.!\s]*$|behind\sa\spaywall|premium\scontent)
    |(?:to|want\sto)\s(?:read\son|read\sthe\s(?:rest|full|whole)|continue|keep\sreading|unlock|access\sthis)\b
        .{{0,120}}\b(?:subscri\w+|sign\s(?:in|up)|log\s?in|register|account|trial)\b.*
    |(?:continue|keep)\sreading\s(?:with|by|for|your|the\sfull).*|unlock\s(?:this\s{_ARTICLE}|unlimited|full\saccess|all\sarticles)\b.*
    |read\s(?:the\s)?(?:full|whole)\s{_ARTICLE}\swith\sa.*
    |you(?:['’]ve|\shave)?\s(?:reached|hit|read|used|exceeded|have)\b.{{0,60}}\b(?:free\s(?:article|stor)|(?:article|monthly)\slimit|free\slimit).*
    |you\s(?:need|must)\s.{{0,30}}\b(?:subscri\w+|log(?:ged)?\sin|register\w*|(?:member|subscriber))\b.{{0,30}}\b{_TO_READ}.*
    |(?:dieser?|der|den|diesen)\s(?:ganze[nr]?\s|vollständige[nr]?\s|komplette[nr]?\s)?(?:artikel|beitrag|inhalt|text)\s.{{0,40}}
        \b(?:abonnent\w*|abo|mitglieder\w*|plus|registrierte\w*|kostenpflichtig|anmeld\w+).*
    |weiterlesen\s(?:mit|nach)\b.*|lire\sla\ssuite\s(?:avec|pour)\b.*|sigue\sleyendo\scon\b.*|continua\sa\sleggere\scon\b.*
    |{_SIGN_UP}.{{0,80}}\b{_TO_READ_ON}\b.{{0,80}}|{_TO_READ_ON}\b.{{0,60}}\b{_SIGN_UP}.{{0,80}}
    |(?:cet|l['’]|cette|la)\s?(?:article|contenu|suite|lecture)\s.{{0,40}}\b(?:abonnée?s|réservée?)\b.*|il\svous\sreste\s.{{0,30}}\bà\slire\b.*
    |(?:este|el)\s(?:artículo|contenido)\s.{{0,40}}\b(?:suscriptor\w*|suscrit\w*)\b.*|¿?ya\seres\ssuscriptor\w*\b.*|suscríb\w+\b.*
    |(?:questo|il|l['’])\s?(?:articolo|contenuto)\s.{{0,40}}\babbonat\w+\b.*|sei\sgià\sabbonat\w+\b.*|abbonati\b.*
    |(?:este|o)\s(?:artigo|conteúdo)\s.{{0,40}}\bassinantes\b.*|já\sé\sassinante\b.*|assine\b.*
    |(?:denne|dette|den\shär)\s(?:artikkel\w*|artikel\w*|saken|innholdet)\s.{{0,40}}\babonnent\w*\b.*
    |(?:dit|deze)\sartikel\s.{{0,40}}\babonnees?\b.*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# What else stands there: who may read on, how to become one of them, and what that costs.
_OFFER = re.compile(
    rf"""[\W_]*(?:
    (?:for|exclusive(?:ly)?\s(?:to|for)|only\sfor)\s{_READERS}(?:\sonly)?[\s.!]*$|{_READERS}[\s-](?:only|exclusive)(?:\s{_ARTICLE})?[\s.!]*$
    |(?:already|not\s(?:yet\s)?)\s?(?:an?\s)?(?:\w+\s)?(?:subscriber|member|subscribed|registered|customer)\s?\?.{{0,120}}
    |(?:already\s|do\syou\s)?have\s(?:an\saccount|a\ssubscription)\s?\?.{{0,80}}
    |(?:please\s)?(?:log|sign)\s?in(?:\s(?:here|now|or\s.{{1,40}}))?[\s.!]*$|(?:please\s)?(?:log|sign)\s?in\s(?:.{{1,40}}\s)?{_TO_READ}.{{0,60}}
    |(?:please\s)?(?:subscribe|sign\sup|register|become\sa\s(?:\w+\s)?(?:member|subscriber)|upgrade|join\s(?:us|now|today)
        |choose\s(?:a|your)\s(?:plan|subscription))\b.{{0,120}}(?:\b{_TO_READ}|{_PRICE}\s?{_EACH}|unlimited|free\strial|\bread\son\b).*
    |(?:get|enjoy|start|try|claim)\s(?:your\s|a\s|an\s|our\s)*(?:\d+[\s-]\w+\s)?(?:unlimited|digital|full|free)\s(?:\w+\s)?
        (?:access|subscription|trial|reading)\b.*
    |(?:subscriptions?|plans?|prices?|offers?|membership)\s(?:from|starts?|starting|begins?|at|for)\b.{{0,40}}{_PRICE}.*
    |(?:only|just|from|now|then|for)?\s?{_PRICE}\s?{_EACH}(?:$|[.!,;:]|\sfor\sthe\sfirst).{{0,60}}|cancel\s(?:at\s)?any\s?time\b.*
    |\d{{1,2}}\s?{_PERIOD}e?s?\s(?:für|for|pour|por|per|voor|til|gratis|free).{{0,20}}(?:{_PRICE}.{{0,80}}|$)
    |(?:digital|print|premium|full|annual|monthly)\s(?:\w+\s)?(?:subscription|access|membership)\b.{{0,30}}{_PRICE}.*
    |(?:jetzt|hier)\s(?:abonnieren|anmelden|registrieren|einloggen|testen|freischalten|weiterlesen)\b.*
    |(?:sie\s(?:haben|sind)|bereits|schon)\s(?:\w+\s){{0,3}}(?:abonnent\w*|abo|registriert|kunde|konto)\b.*|(?:zum|als)\sabonnent\w*\b.*
    |(?:déjà|vous\sêtes)\s(?:abonnée?|inscrite?)\b.*|abonnez-vous\b.*|(?:je\sm['’]|s['’])(?:abonne|abonner)\b.*
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_paywall(line: str) -> bool:
    """Tell whether a line says that the rest is for those who pay, or how to become one of them."""
    return is_wall(line) or (len(line) <= _LONGEST_LINE and _OFFER.match(line) is not None)


def is_wall(line: str) -> bool:
    """Tell whether a line says that the rest of the article that it stands below is closed."""
    return len(line) <= _LONGEST_LINE and _WALL.match(line) is not None
