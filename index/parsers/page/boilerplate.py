"""Lines that outlets put into their articles, and that are none of their text."""

from __future__ import annotations

import re

_LONGEST_LINE = 300
_LONGEST_ABOUT_AUTHOR = 600
_NETWORKS = (
    r"(?:twitter|facebook|instagram|x|tiktok|youtube|whatsapp|telegram|linkedin|threads|bluesky|google\snews)"
)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


# "Read also", in languages whose pages say it in fewer ways.
_ALSO = (
    r"(?:lisez\saussi|lire\sla\ssuite|sur\sle\smême\s(?:sujet|thème)|te\spuede\sinteresar|lee\stambién|leggi\spure|vedi\sanche"
    r"|lees\s(?:ook|verder)|se\sogs[åa]|läs\smer|czytaj\s(?:też|także|również|więcej)|zobacz\s(?:też|także|również|więcej)|polecamy"
    r"|ilgili\s(?:haber(?:ler)?|içerik)|(?:bunu\s)?da\soku(?:yun)?|devamını\soku|baca\s(?:juga|selengkapnya)|lihat\sjuga"
    r"|читайте\s(?:также|ещ[её])|смотрите\sтакже|по\sтеме|читайте\sтакож|дивіться\sтакож|διαβάστε\s(?:επίσης|ακόμη)"
    r"|اقرأ(?:وا)?\sأيض(?:ا|اً|ًا)|شاهد\sأيض(?:ا|اً|ًا)|मध्ये\sवाचा|(?:यह|ये|इसे)\sभी\s(?:पढ़ें|पढ़ें|देखें)|関連(?:記事|ニュース)|あわせて読みたい"
    r"|相关(?:阅读|新闻|报道|链接)|延伸阅读|推荐阅读|관련\s?기사|xem\sthêm|đọc\sthêm|อ่านเพิ่มเติม)"
)
_ALSO_ALONE = _form(rf"[\W_]*{_ALSO}[\W_]*")
# What leads elsewhere when most of the line is a link: "Related: …", "READ MORE: …".
_LABEL = _form(
    rf"""[\W_]*(?:{_ALSO}\b|
    (?:also\s)?(?:read|see|watch|listen|view|discover|learn|find\sout)(?:\s(?:also|more|next|now|this|here))?\b
    |more\b|related\b|recommended\b|don['’]?t\smiss|must[\s-]read|in\spictures|photos?\b|trending|explore|up\snext
    |(?:click|tap)\shere|in\scase\syou\smissed|you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested)
    |what\sto\sread\snext|from\sthe\sarchives?|subscribe|sign\sup|download|follow|join
    |mehr\s(?:zum\sthema|dazu)|lesen\ssie\s(?:auch|mehr)|lire\s(?:aussi|[ée]galement)|à\slire|voir\saussi
    |(?:leia|veja)\s(?:também|mais)|lea\stambién|leer?\smás|v[ée]ase\stambién|leggi\sanche|baca\sjuga
    )"""
)
# What is a line of its own.
_WHOLE = _form(
    r"""[\W_]*(?:
    (?:continue|keep)\sreading|(?:read|see|show|load)\smore|more|related|share|share\sthis(?:\s[\w\s]{1,30})?
    |advert(?:isements?|ising)?|sponsored(?:\scontent)?|promoted|ad|comments?|\d+\scomments?|leave\sa\scomment
    |related\s(?:articles?|stories|posts?|content|topics?|links?|news|coverage|reading|tags)
    |(?:story|article)\scontinues\sbelow(?:\sadvertisement)?|scroll\s(?:down\s)?(?:to|for)\s[\w\s]{1,40}
    |you\s(?:may|might)\salso\s(?:like|enjoy|be\sinterested\sin)|recommended(?:\sfor\syou|\sreading)?
    |more\s(?:stories|from\s.{1,40}|on\sthis(?:\sstory)?)|(?:most|more)\s(?:read|popular|viewed)|trending(?:\s(?:now|news|topics))?|sharing\sis\scaring
    |don['’]?t\smiss|in\sthis\s(?:article|story)|topics?|tags?|follow\sus|subscribe(?:\snow)?|sign\sup(?:\snow)?
    |print|e-?mail|facebook|twitter|whatsapp|linkedin|pinterest|reddit|copy\s(?:the\s)?link|tweet
    |back\sto\s(?:the\s)?(?:top|gallery)|click\sto\s(?:enlarge|play|share)|view\sgallery|(?:hide|toggle)\scaption
    |what\sto\sread\snext|what\sdo\syou\sthink|tell\sus\swhat\syou\sthink|sponsored\sby\s.{1,40}
    |play\svideo|watch\s(?:the\s)?video|video\splayback|getty(?:\simages)?|reuters|afp|ap|\d+\s?/\s?\d+
    |(?:image\scopyright|(?:media|image)\scaption)\s.{1,200}|close|dismiss|menu|search|home
    |this\s(?:slideshow|video|site|page)\srequires\sjavascript
    |\d+\s(?:min(?:ut[eo])?[sni]?\.?\s(?:read|lesezeit|leestijd|d[ei]\s(?:lecture|lectura|leitura|lettura))|shares?|views?|likes?)|[\w.+-]+@[\w-]+\.[\w.]+|@\w+
    |listen\sto\s(?:this|the)\s(?:article|story)(?:\s?\d+\s?min(?:ute)?s?)?|this\saudio\s(?:is|was)\s(?:ai|auto|computer)[\s-]?generated
    |(?:artikel|beitrag)\s(?:an)?hören|écouter\s(?:cet|l['’])\s?article|escuchar\s(?:el\s|este\s)?artículo|audio\sherunterladen.{0,40}
    |(?:was|is|did\syou\sfind)\sthis\s(?:article|page|story|information)\s(?:helpful|useful).{0,60}
    |(?:tweet|post|video|content|player)\s(?:is\s)?loading|loading(?:\s(?:tweet|post|video|comments|advertisement))?
    )[\W_]*"""
)
# What stands above links to other articles.
_LABELS_LINKS = _form(
    r"""[\W_]*(?:related(?:\s(?:articles?|stories|posts?|content|topics?|links?|news|coverage|reading|tags))?
    |more\s(?:stories|from\s.{1,40}|on\sthis(?:\sstory)?)|(?:most|more)\s(?:read|popular|viewed)|read\smore|further\sreading
    |topics?|tags?|recommended(?:\sfor\syou|\sreading)?|mehr\szum\sthema|sur\sle\smême\s(?:sujet|thème))[\W_]*"""
)
# That an advertisement is here, or that the text goes on below it, as a line of its own.
_ADVERTISEMENT = _form(
    r"""[\W_]*(?:
    advertisement\W{1,3}scroll\sto\s.{1,40}|(?:anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|reklama?|annons|iklan
        |реклама|إعلان|विज्ञापन|広告|广告|廣告|광고)
    |la\ssuite\saprès\s(?:la|cette)\spublicité|(?:el\sartículo|la\snoticia)\s(?:continúa|sigue)\s.{1,40}
    |continua\s(?:a\sleggere\s)?dopo\sla\spubblicità|continua\sdepois\sda\spublicidade|dalsza\sczęść\s(?:artykułu|tekstu)\s.{1,40}
    |(?:de\stekst|het\sartikel)\sgaat\s(?:verder|door)\s.{1,40}|lees\sverder\sonder\s.{1,40}
    |(?:der\s)?(?:artikel|text|beitrag)\s(?:geht|wird)\s.{1,30}\s(?:weiter|fortgesetzt)|haberin\sdevamı\s.{1,30}
    |продолжение\sпосле\sрекламы
    )[\W_]*"""
)
# The agency that a report is from, behind it; a small one by its letters alone.
_INITIALS = re.compile(r"\s*[(\[][A-Z]{2,5}[)\]][\s.]*")
_AGENCY = _form(
    r"""\s*(?:dpa|afp|apa|sda|epd|kna|ansa|lusa|anp|belga|ntb|ritzau)(?:\s?[/,-]\s?\w{1,12}){0,4}[\s.]*|\s*[(\[]\s?(?:dpa|afp|apa|sda|sid|epd|kna|dts|ap|reuters|rtr|ansa|efe|lusa|pap|aa|dha|iha|pti|ani|ians|tass|ntb|tt|ritzau|anp|belga|cp|yonhap)
    (?:\s?[/,-]\s?\w{1,12}){0,4}\s?[)\]][\s.]*"""
)
_CREDIT = _form(
    r"""[\W_]*(?:
    (?:filed\s(?:under|in)|archivado\sen|archiv(?:ado|iato|iert)\s(?:em|in|unter)|class[ée]\s(?:dans|sous)|schlagw[oö]rte?r?|trefwoorden
        |mots[\s-]cl[ée]s|etiquetas|palabras\sclave|tagged\s(?:with|in|under|as)|posted\s(?:in|on)|tags?|categor(?:y|ies)|topics?|sources?
        |(?:estimated\s)?reading\stime|temp[os]{1,2}\sd[ei]\s(?:leitura|lettura|lecture)|tiempo\sde\slectura|lesezeit|leestijd|fuente|fonte|quelle)\s?[:|]\s?.{0,60}
    |(?:published|updated|posted|last\s(?:updated|modified))(?:\s(?:on|at))?\s?[:|]?\s?(?=.*\d).{0,40}
    |(?:photo|photograph|image|illustration|picture|foto|фото|bild)s?(?:\scredits?)?\s?[:|/]\s?.{0,120}
    |(?:photo|photograph|image|illustration|picture)s?\s(?:by|courtesy\sof|via)\s.{1,60}
    |(?:credit|crédit|copyright)s?\s?[:|/]\s?.{0,120}
    |.{1,160}[(/|]\s?(?:photo|foto|bild|фото|fotografía)s?\s?:\s?.{1,50}\)|(?:[^\W\d]\S*\s){1,4}[\w.+-]+@[\w-]+\.[\w.]+
    |[（(【]?\s?(?:责任编辑|責任編輯|责编|编辑|編輯|来源|來源)\s?[:：].{0,40}|저작권자\b.{0,120}|(?:[©ⓒ]|copyright\sⓒ).{0,160}|(?:\(c\)|copyright)\s(?:\d|©).{0,160}|(?:.{0,60}\b)?all\srights\sreserved\b.{0,60}
    )"""
)
# What leads elsewhere, link or not, by its colon.
_LED = _form(
    rf"""[\W_]*(?:{_ALSO}|
    (?:also\s)?(?:read|see|watch|listen)(?:\s(?:also|more|next|now|this))?|read\smore\s.{{1,40}}|more\son\sthis(?:\sstory)?
    |related(?:\s(?:articles?|stories|story|posts?|coverage|content|news))?|recommended|don['’]?t\smiss|up\snext
    |(?:what\sto\s)?read\snext|in\scase\syou\smissed\sit|from\sthe\sarchives?|you\s(?:may|might)\salso\slike
    |mehr\s(?:zum\sthema|dazu)|lesen\ssie\s(?:auch|mehr)|lies\sauch|lire\s(?:aussi|[ée]galement)|à\slire(?:\saussi)?|voir\saussi
    |(?:leia|veja)\s(?:também|mais)|lea\stambién|leer?\s(?:más|también)|v[ée]ase\stambién|leggi\sanche|lees\sook|les\sogså|läs\sockså
    )\s?:.{{0,200}}"""
)
_STANDARDS = _form(
    r"""[\W_]*(?:our\sstandards\s?:.*|the\sthomson\sreuters\strust\sprinciples.*
    |page\s\d{1,3}\s(?:of|/)\s\d{1,3}.{0,40}|(?:next|previous)\spage.{0,40}|seite\s\d{1,3}\s(?:von|/)\s\d{1,3}
    |(?:\d{1,2}|next|previous|weiter|zurück|[»›«‹|])(?:\s(?:\d{1,2}|next|previous|weiter|zurück|[»›«‹|])){2,20})[\W_]*"""
)
# Who worked on a report of an agency: "(Reporting by Ann Lee; Editing by Bob Roe)".
_WORK = r"(?:(?:Additional|Further)\s)?(?:[Rr]eporting|Writing|Editing|Compiled|Translat(?:ed|ion)|Graphics)"
_WORKED = re.compile(
    rf"(?:^|\s)\(\s?{_WORK}(?:\sand\s\w+)?\sby\s[^()]{{1,300}}\)?[\s.]*$"
    rf"|^{_WORK}(?:\sand\s\w+)?\sby\s[^;.]{{1,200}};.{{0,200}}\bby\s.{{1,100}}$"
    rf"|^{_WORK}(?:\sand\s\w+)?\sby\s(?:[A-Z][\w.'’-]+[\s,;]*|(?:and|in|for|at)\s){{2,16}}$"
)
_LONGEST_CREDIT = 400
# What stands above a text that somebody paid for.
_PAID = _form(
    r"""[\W_]*(?:(?:sponsored|promoted|paid|partner|branded?)(?:\s(?:content|posts?|links?|stories|story|section|partnership
        |feature|message|by\s.{1,60}))?|(?:from|by|a\smessage\sfrom)\sour\s(?:partners?|sponsors?)|presented\sby\s.{1,60}
    |advertorial|advertisement\sfeature|anzeige|gesponsert|publicité|contenu\ssponsorisé|contenido\spatrocinado|publirreportaje
    |contenuto\ssponsorizzato|publieditorial|conteúdo\spatrocinado)[\W_]*"""
)
# What asks the reader to do something.
_APPEAL = _form(
    rf"""[\W_]*(?:
    by\s(?:clicking|pressing|submitting|joining|registering|signing\sup|subscribing|continuing|entering\syour)\b.{{0,120}}\byou\s(?:agree|accept|consent|confirm)
    |(?:please\s)?(?:sign\sup|subscribe|register)\s(?:here\s)?(?:for|to|now|today)\b
    |(?:enter|type)\syour\se-?mail\b|(?:sign\sup|join|follow|subscribe)\s.{{0,80}}\b(?:newsletter|whatsapp|telegram|channel)\b
    |(?:please\s)?(?:log|sign)\s?in\s(?:to|or)\b
    |get\s.{{0,80}}\b(?:in|to)\syour\sinbox|get\s(?:our|the)\s(?:[\w-]+\s){{0,4}}newsletter
    |(?:want|enjoy(?:ed|ing)?|liked?)\s(?:more|this|what\syou)\b.{{0,60}}\b(?:subscribe|sign\sup|newsletter|follow|share)\b
    |(?:click|tap)\shere\s(?:to|for)\s(?:read|see|view|subscribe|sign|get|more|watch|join|download|our|the\slatest|all)\b
    |(?:like|find|join)\s(?:us|me|him|her|them)\son\s{_NETWORKS}\b|follow\s(?:\S+\s){{1,6}}on\s{_NETWORKS}\b
    |(?:we|this\s(?:web)?site|our\s(?:web)?site)\suses?\scookies
    |(?:have|got|do\syou\shave)\s(?:(?:you\sgot\s)?an?|any)\s(?:news\s)?(?:tip|story)\b.{{0,40}}\?
    |this\s(?:article|story|post|piece)\s(?:was\s)?(?:originally\s|first\s)?(?:appeared|published)\s(?:on|in|at|by)\b
    |(?:originally|first)\spublished\s(?:on|in|at|by)\s.{{1,60}}$
    |the\sviews\sexpressed\s(?:in|by|here)
    |download\s(?:our|the)\s(?:[\w-]+\s){{0,4}}app\b
    |\[(?:button|caption|gallery|embed)\b
    )"""
)
# What asks the reader for money, by what it's for and how it's given.
_BEGS = _form(
    r"""(?=.{0,300}\b(?:journalism|newsroom|our\s(?:work|reporting|team|coverage)|what\swe\sdo|(?:this|our)\s(?:story|article|site|website|page))\b)
    (?=.{0,300}\b(?:donat(?:e|ion|ing)|contribut(?:e|ion|ing)|subscri(?:be|ption|bing)|becom(?:e|ing)\san?\s(?:\w+\s)?(?:member|supporter|subscriber|patron))\b)
    (?=.{0,300}\b(?:please|consider|you\s(?:can|could|may)|click|today)\b)(?=.{0,300}\byour?\b)"""
)
_ABOUT_AUTHOR = _form(
    rf"""\b(?:follow\s(?:him|her|them|me|us|(?:\S+\s){{1,4}}?)\s?on\s{_NETWORKS}\b|(?:can|may)\sbe\sreached\sat\b
    |(?:reach|e-?mail)\s(?:him|her|them|the\s(?:author|writer|reporter))\s(?:at\b|:)
    |contributed\s(?:to\sthis\s(?:report|story|article)|reporting)\b)"""
)
_IS_WRITER = re.compile(
    r"[\W_]*(?:[A-Z][\w.'’-]*\s){2,4}(?:\([^)]{1,40}\)\s)?is an? (?:[\w-]+ ){0,3}"
    r"(?:writer|reporter|correspondent|journalist|editor|columnist|contributor|author)\b"
)

# What begins the part of a page behind its article.
_BEHIND = _form(
    r"""[\W_]*(?:related|more|read|most|trending|recommended|popular|latest|newsletters?|subscribe|sign\sup|comments?
    |leave\sa|about\s(?:the\s)?(?:author|writer|us)|contact|share|follow|tags?|topics?|sponsored|promoted|advert\w*
    |(?:you\s)?(?:may|might)\salso|our\sstandards|sources?|references|notes?\sto\seditors?|editors?|copyright|reporting
    |mehr|lesen|lire|leia|lea|leggi|zum\sthema|aussi|autor\w*|kommentare?|see\salso|next|previous|up\snext
    )\b.*"""
)


def is_boilerplate(line: str) -> bool:
    """Tell whether a line is of a kind that no article needs, wherever it stands."""
    if len(line) > _LONGEST_LINE:
        return False
    if line.strip() and not any(map(str.isalnum, line)):
        return True
    whole = (_WHOLE, _ALSO_ALONE, _ADVERTISEMENT, _AGENCY, _INITIALS, _CREDIT, _LED, _STANDARDS)
    begun = (_APPEAL, _BEGS, _WORKED)
    return any(form.fullmatch(line) for form in whole) or any(form.match(line) for form in begun)


def is_furniture(line: str) -> bool:
    """Tell whether a line is a button, or the name of a part of its page, and nothing else."""
    return _WHOLE.fullmatch(line) is not None or _ADVERTISEMENT.fullmatch(line) is not None


def labels_links(line: str) -> bool:
    """Tell whether a line says that other articles, or topics, stand below it: "Related", "See also:"."""
    bare = line.rstrip(" :")
    return any(form.fullmatch(bare) for form in (_LABELS_LINKS, _ALSO_ALONE)) or (
        _LED.fullmatch(f"{bare}:") is not None
    )


def without_credit(text: str) -> str:
    """Take off a paragraph's end who worked on the report."""
    found = _WORKED.search(text, max(0, len(text) - _LONGEST_CREDIT))
    return text[: found.start()].rstrip() if found and found[0].lstrip().startswith("(") else text


def is_paid_label(line: str) -> bool:
    """Tell whether a line says that somebody paid for what stands below it."""
    return _PAID.fullmatch(line) is not None


def leads_elsewhere(line: str) -> bool:
    """Tell whether a line begins as those do that only lead to something else."""
    return len(line) <= _LONGEST_LINE and _LABEL.match(line) is not None


def ends_article(line: str) -> bool:
    """Tell whether a line right behind a text begins something else: other articles, comments, its author."""
    return len(line) <= _LONGEST_LINE and _BEHIND.fullmatch(line) is not None


def is_about_author(line: str) -> bool:
    """Tell whether a line, at an article's end, says who wrote it."""
    if len(line) > _LONGEST_ABOUT_AUTHOR:
        return False
    return bool(_IS_WRITER.match(line) or _ABOUT_AUTHOR.search(line))
