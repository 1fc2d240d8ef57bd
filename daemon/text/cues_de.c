/* SPDX-License-Identifier: ISC */
/*
 * cues_de.c - German phrases that mean something; see cues.h for the marks.
 */

#include "base/mem.h"
#include "text/cues.h"

const struct cue_list cues_de[] = {
{ F_GREETING, CUE_DE,
    "hallo|halo|hey|hi|moin|moin moin|servus|grüezi|grüß gott|griaß eich|"
    "guten tag|guten morgen|guten abend|gudn|mahlzeit|liebes team|"
    "liebe redaktion|sehr geehrte|sehr geehrter|s g|sg|liebe leute|"
    "hallo zusammen|hallöchen|huhu|salü|hoi|tach|grüß euch|grüß dich" },
{ F_TEAM, CUE_DE,
    "team|redaktion|kundenservice|kundendienst|support|service team|"
    "liebe bahn|liebe deutsche bahn|liebes standard team|admin|"
    "liebe admins|moderation|moderatoren|inhaber|geschäftsführung|chef" },
{ F_YOU_PLURAL, CUE_DE,
    "ihr|euch|euer|eure|eurem|euren|eurer|eures|habts|seids|könnts|enk|eich" },
{ F_YOU_FORMAL, CUE_DE,
    "ihnen|ihrem|ihren|ihrer|können sie|haben sie|sind sie|machen sie|"
    "würden sie|könnten sie|bieten sie|sie haben|wollen sie|geben sie|"
    "schauen sie|wären sie|führen sie|nehmen sie|bei ihnen|sie mir|sie mich" },
{ F_YOU, CUE_DE,
    "du|dir|dich|dein|deine|deinem|deinen|deiner|hast du|bist du|kannst du|"
    "haste|biste|kannste|willste|machste|gehste|weißte|weißt du" },
{ F_FIRST_PERSON, CUE_DE,
    "ich|mir|mich|mein|meine|meinem|meinen|meiner|wir|uns|unser|unsere|"
    "unserem|unseren|i|mia|hab|bin|wollte|hätte" },

{ F_ASK_ANYONE, CUE_DE,
    "weiß jemand|weiss wer|weiß wer|kennt jemand|kennt wer|kann jemand|"
    "kann mir jemand|kann mir wer|hat jemand|hat wer|hat hier jemand|"
    "weiß hier jemand|kennt hier jemand|weiß einer|kennt einer|hat einer|"
    "kann einer|kennt sich jemand|jemand ne idee|jemand eine idee|"
    "jemand erfahrung|jemand erfahrungen|wer weiß|wer kennt|wer hat noch|"
    "wer kann mir|wer kann|kann uns jemand|könnte jemand|könnte mir jemand|"
    "gibts jemand|gibt es jemanden|weiß von euch|war schon jemand|"
    "war schon mal jemand|kann mir bitte jemand|kann mal jemand|"
    "kann mir mal jemand|weiß eventuell|wo jemand|nutzt jemand|"
    "geht das noch jemand|geht es noch jemand|noch jemand|sonst noch wer|"
    "irgendwer|irgendjemand|weiß jmd|kennt jmd|hat jmd|kann jmd|wer war|"
    "wer von euch|wisst ihr|kennt ihr|weiss oana|woaß wer|woaß oana|"
    "weiß man schon|weiß man|hot wer|hot ana|kennt ana" },
{ F_ASK_YOU, CUE_DE,
    "habt ihr|hättet ihr|hätten sie|könnt ihr|könntet ihr|könnten sie|"
    "können sie|haben sie|haben sie auch|seid ihr|macht ihr|macht ihr auch|"
    "bietet ihr|bieten sie|verkauft ihr|führt ihr|führen sie|nehmt ihr|"
    "nehmen sie|habts ihr|könnts ihr|seids ihr|machts ihr|hättets ihr|"
    "würdet ihr|würden sie|dürft ihr|wollt ihr|liefert ihr|liefern sie|"
    "repariert ihr|reparieren sie|schafft ihr|gebt ihr|geben sie|"
    "kann man bei euch|gibt es bei euch|gibts bei euch|bei euch auch|"
    "kannst du|könntest du|hast du|hättest du|machst du|magst du|bist du|"
    "kannst mir|könnts ma|habts no|habt ihr noch|habt ihr auch|wie lange habt|"
    "wann habt|wann macht ihr|was kostet|was kosten|was nehmt ihr|ihr auch|"
    "sie auch|ihr noch|ihr da auch|ihr eigentlich|sie eigentlich|"
    "macht ihr denn|haben sie denn|habt ihr denn|heid no|ham sie|hamse|"
    "habter|könnter|machter|gibts ihr|wärt ihr|wären sie|seid ihr noch" },
{ F_ASK_MAY_I, CUE_DE,
    "kann ich|könnte ich|könnt ich|kann man|könnte man|darf ich|dürfte ich|"
    "darf man|dürfte man|dürfen wir|können wir|könnten wir|muss ich|muss man|"
    "müssen wir|soll ich|sollte ich|brauche ich|brauch ich|braucht man|"
    "lohnt es sich|lohnt sich|ist es möglich|wäre es möglich|wäre das möglich|"
    "ist das möglich|ist es erlaubt|ist das noch|wie kann ich|wie komme ich|"
    "wo kann ich|wo finde ich|wo bekomme ich|wo bekommt man|wo kann man|"
    "wie geht das|wie lange|wie viel|wieviel|wie teuer|ab wann|bis wann|"
    "kann i|derf i|muss i|muaß i|kömma|kamma|kann mer|kriege ich|krieg ich|"
    "bekomme ich|bekommt man|komme ich|passt das|reicht das|geht das|"
    "geht das auch|ginge das|würde das gehen|kann das sein|kann es sein|"
    "an wen wende|an wen kann|wohin wende|wo muss ich|wie muss ich|"
    "was muss ich|was brauche ich|was mache ich|was mach ich|wie mach ich|"
    "wie bekomme ich|wie krieg ich|wann kann ich|wann kommt|wann gibt|"
    "wann gibts|wann ist|wann sind|wann fährt|wann beginnt|seit wann gilt" },
{ F_WONDER, CUE_DE,
    "wüsste gern|wüsste gerne|wüßte gern|wüßte gerne|würde gerne wissen|"
    "würde gern wissen|würd gern wissen|würde mich interessieren|"
    "würd mich interessieren|wollte fragen|wollte mal fragen|"
    "wollte nur fragen|wollte nachfragen|wollt fragen|wollt mal fragen|"
    "ich frage mich ob|frag mich ob|frage mich ob|frage mich gerade|"
    "hätte eine frage|hätte da eine frage|hätte ne frage|hab ne frage|"
    "habe eine frage|hab eine frage|hab da mal ne frage|habe da eine frage|"
    "kurze frage|eine frage|ne frage|mal ne frage|blöde frage|"
    "eine frage noch|frage|frage an|frage zu|meine frage|nur ob|wissen ob|"
    "interessiert mich ob|mich interessiert|bin mir nicht sicher ob|"
    "bin nicht sicher ob|weiß nicht ob|weiß nicht wie|weiß nicht wo|"
    "weiß nicht wann|verstehe nicht|versteh nicht|versteh ich nicht|"
    "nicht schlau|nicht ganz klar|mir ist nicht klar|mir ist unklar|"
    "steht nirgends|finde nirgends|find nirgends|finde nirgendwo|"
    "finde keine|finde leider|konnte nicht finden|nirgends gefunden|"
    "nachdem ich|hätte gern gewusst|hätte gerne gewusst|bitte um info|"
    "bitte um auskunft|um auskunft|bitte um rückmeldung|info wäre|"
    "bräuchte info|bräuchte eine info|gern wissen|gerne wissen|"
    "sag mal|sagt mal|sagen sie mal|verratet|verrätst|erklärt mir|"
    "erklären sie mir|stimmt es dass|stimmt das" },
{ F_AVAILABLE, CUE_DE,
    "gibt es|gibt es noch|gibt es schon|gibts|gibts noch|gibts schon|"
    "gibts auch|gibt es auch|gibts bei|gibt es eine|gibt es einen|"
    "noch karten|noch plätze|noch platz|noch frei|noch was frei|"
    "noch zu haben|noch verfügbar|vorrätig|auf lager|lieferbar|"
    "auch in größe|auch als|auch in|gibt es dafür|gibt es da|"
    "ist noch|sind noch|wäre noch|hat noch|noch termine|termin frei|"
    "einen termin|noch offen|heute auf|heute offen|geöffnet|offen habt|"
    "wieder rein|wieder da" },
{ F_PRICE_ASK, CUE_DE,
    "was kostet|was kosten|was würde|was würd|wie teuer|wieviel kostet|"
    "wie viel kostet|kosten für|preis für|preise|preisliste|kostenpunkt|"
    "was verlangt ihr|was nehmen sie|kostenvoranschlag|angebot für|"
    "^preis$" },
{ F_RECOMMEND, CUE_DE,
    "empfehlung|empfehlungen|empfehlen|empfehlt|empfiehlt|tipps|tipp|tips|"
    "könnt ihr empfehlen|ideen|vorschläge|welches nehmen|was meint ihr|"
    "was haltet ihr|was würdet ihr|was ratet|erfahrungen mit|"
    "erfahrung mit|jemand erfahrung|lieber das|besser das" },
{ F_SEARCH, CUE_DE,
    "ich suche|suche|wir suchen|bin auf der suche|auf der suche nach|"
    "suche dringend|gesucht|brauche|ich brauche|ich bräuchte|bräuchte|"
    "bräucht|wir bräuchten|wir brauchen|brauch|i brauchad|hätte gern|"
    "hätte gerne|hätt gern|hätten gern|hätten gerne|ich möchte|möchte|"
    "möcht|wir möchten|wir würden gerne|würde gern|würde gerne|würd gern|"
    "würden gern|ich wollte|wir wollten|hätt i gern|mecht|will bestellen|"
    "bestellen|reservieren|vorbestellen|buchen" },
{ F_HELP, CUE_DE,
    "hilfe|helfen|hilf|helft|hilft|weiterhelfen|hilfe bitte|brauche hilfe|"
    "help|ratlos|verzweifelt|verzweifle|komm nicht weiter|"
    "komme nicht weiter|weiß nicht weiter|weiß nicht mehr weiter|rat|"
    "an wen|was tun|was nun|und jetzt|wie gehts weiter|wie geht es weiter" },
{ F_WISH, CUE_DE,
    "wäre schön|wär schön|wäre toll|wär toll|wäre super|wär super|"
    "wäre nett|wär nett|wäre lieb|wäre hilfreich|würde mich freuen|"
    "würden uns freuen|würde mir wünschen|wünsche mir|wünschte|"
    "könnte man nicht|könnt ihr nicht|könntet ihr nicht|wie wäre es|"
    "wie wärs|vielleicht könnt|vielleicht könnte|vorschlag|anregung|"
    "bitte mehr|mehr davon bitte|gerne mehr|wünschenswert|sollte man|"
    "solltet ihr|sollten sie|man könnte|ihr könntet|sie könnten" },
{ F_ASK_AGAIN, CUE_DE,
    "nochmal fragen|noch einmal fragen|nachfragen|nachgefragt|nachhaken|"
    "zum zweiten mal|zum dritten mal|schon 0 mal|bereits 0 mal|"
    "mehrfach angerufen|0 mal angerufen|0 mails|0 mal geschrieben|"
    "keine antwort|nie eine antwort|niemand antwortet|antwortet niemand|"
    "keiner antwortet|keine reaktion|keine rückmeldung|noch nichts gehört|"
    "nichts gehört|keinen rückruf|meldet sich keiner|meldet sich niemand|"
    "niemand erreichbar|keiner erreichbar|erreiche niemanden|"
    "geht keiner ran|geht niemand ran|keiner ran|hebt niemand ab|"
    "hebt keiner ab" },

{ F_PLEASE, CUE_DE,
    "bitte|bidde|bitte bitte|bitt schön|bitte um|ich bitte|wir bitten|"
    "biddö|büdde" },
{ F_DEMAND, CUE_DE,
    "bitte um rückruf|rückruf|ruft mich|rufen sie|ruft an|meldet euch|"
    "melden sie sich|bitte melden|schickt mir|schicken sie|sendet mir|"
    "bitte schicken|bitte senden|bitte ändern|bitte löschen|löscht|"
    "löschen sie|bitte stornieren|storniert|stornieren|stornierung|"
    "kündigen|kündigung|kümmert euch|kümmern sie sich|bitte prüfen|"
    "bitte korrigieren|korrigieren|korrigiert|bitte ausbessern|"
    "bitte reparieren|repariert|bitte abholen|holt|bringt|tauscht|"
    "umtausch|umtauschen|nachbessern|nachbesserung|abbestellen|"
    "nehmt mich|streicht|setzt|setzen sie|verlegen|verschieben|"
    "macht mal|macht bitte|macht endlich|tut was|tut endlich|"
    "ändert das|ändern sie|stellt|stellen sie|fordere|erwarte|"
    "ich erwarte|verlange|ich verlange|ich will|wir wollen|"
    "ich bestehe|bestätigen|bestätigt mir|bestätigen sie|sorgt|"
    "sorgen sie|hört auf|unterlasst|unterlassen sie|aufhören|"
    "mal bescheid|bescheid geben|bescheid sagen|gebt bescheid|"
    "gebt mir|geben sie mir|sagt mir|sagt bescheid|schaut|schaut mal|"
    "schauen sie|guckt mal|seht zu|zurückrufen|freischalten|freigeben|"
    "austauschen|weiterleiten|weitergeben|nachschicken|nachliefern|"
    "nachreichen|anpassen|überarbeiten|entfernen|sperren|entsperren" },
{ F_BROKEN, CUE_DE,
    "kaputt|defekt*|funktionier*|geht nicht|geht nicht mehr|gehen nicht|"
    "geht nix|geht ned|geht gar nicht|klappt nicht|tut nicht|tuts nicht|"
    "läuft nicht|lädt nicht|startet nicht|öffnet nicht|gestört|störung|"
    "fehler|fehlermeldung|fehlerhaft|bug|abgestürzt|stürzt ab|hängt|"
    "gebrochen|gerissen|undicht|tropft|leckt|quietscht|klemmt|wackelt|"
    "locker|abgebrochen|verschimmelt|schimmel|verdorben|ausgefallen|"
    "fällt aus|zerkratzt|beschädigt|zerbrochen|macken|mangelhaft|"
    "reagiert nicht|nicht mehr an|springt nicht|nicht möglich|"
    "nicht erreichbar|nicht lesbar|nicht abrufbar|kommt nicht|"
    "kommt ned|haut ned hin|haut nicht hin|hin|im eimer|hinüber|"
    "verbrannt|kalt|dreckig|schmutzig|haar|haare|verschmutzt" },
{ F_MISSING, CUE_DE,
    "fehlt|fehlen|fehlte|nicht da|nicht angekommen|nie angekommen|"
    "nicht geliefert|nie geliefert|nicht dabei|nicht erhalten|nie erhalten|"
    "nicht bekommen|nie bekommen|nicht gekommen|niemand gekommen|"
    "keiner gekommen|niemand da|keiner da|verschwunden|verloren|"
    "vergessen|falsch|falsche|falsches|falschen|verkehrte|vertauscht|"
    "doppelt|zu viel|zu wenig|anderes|stimmt nicht|stimmen nicht|"
    "stimmt was nicht|stimmt etwas nicht|passt nicht|leer|"
    "nicht abgeholt|nicht gutgeschrieben|nicht überwiesen|nicht drin" },
{ F_WAITING, CUE_DE,
    "warte|warten|wartet|wartezeit|gewartet|warte seit|seit 0|"
    "seit 0 tagen|seit 0 wochen|seit 0 monaten|seit 0 stunden|seit stunden|"
    "seit tagen|seit wochen|seit monaten|seit gestern|seit montag|"
    "seit einer woche|seit einem monat|seit ner woche|vor 0 wochen|"
    "vor 0 tagen|letzte woche|verspätung|verspätet|zu spät|überfällig|"
    "bis heute|hätte gestern|sollte gestern|sollte heute|längst|"
    "versprochen|zugesagt|angekündigt" },
{ F_STILL, CUE_DE,
    "immer noch|immer noch nicht|noch immer|noch immer nicht|immernoch|"
    "noch nicht|schon wieder|wieder nicht|nach wie vor|jedes mal|"
    "jeden tag|ständig|dauernd|zum wiederholten|erneut|wieder mal|"
    "wiedermal|weiterhin|nie|alle paar|endlich|imma no|oiwei no|"
    "wieder einmal|zum x ten" },
{ F_MONEY_BACK, CUE_DE,
    "geld zurück|erstattung|erstattet|rückerstattung|erstatten|zurückzahlen|"
    "rückzahlung|gutschrift|entschädigung|schadenersatz|schadensersatz|"
    "abgebucht|doppelt abgebucht|zu viel berechnet|falsch berechnet|"
    "rechnung|mahnung|inkasso|kaution|anzahlung|überwiesen|"
    "reklamation|reklamier*|garantie|gewährleistung|widerruf|retoure" },
{ F_COMPLAIN, CUE_DE,
    "frechheit|unverschämt*|eine zumutung|unzumutbar|katastrophe|"
    "inakzeptabel|nicht akzeptabel|nicht in ordnung|geht so nicht|"
    "so nicht|enttäuscht|enttäuschend|ärgerlich|ärgere mich|verärgert|"
    "sauer|stinksauer|beschwer*|beschwerde|schlechter service|"
    "schlecht|mies|miserabel|unmöglich|peinlich|traurig|schade|"
    "wucher|abzocke|betrug|nie wieder|letztes mal|anwalt|anzeige|"
    "skandal|saftladen|unfreundlich|pampig|respektlos|lieblos|"
    "unprofessionell|zensur|zensiert|gelöscht|gesperrt|belästig*|"
    "laut|lärm|krach|stinkt|gestank|zugeparkt|kein wunder|wieso ist|"
    "warum wird|warum ist|warum sind|warum werden|warum macht ihr|"
    "warum habt ihr|warum haben sie|wieso macht ihr|wieso habt ihr" },
{ F_URGENT, CUE_DE,
    "dringend|dringendst|eilt|eilig|notfall|sofort|umgehend|"
    "so schnell wie möglich|schnellstmöglich|asap|heute noch|noch heute|"
    "bis morgen|bis heute abend|frist|deadline|schnell|pressiert|brennt" },
{ F_SAFETY, CUE_DE,
    "allergi*|allergisch|unverträglich*|nussallergie|erdnuss|zöliakie|"
    "glutenfrei|laktose|asthma|atemnot|vergift*|lebensmittelvergiftung|"
    "erbrochen|krankenhaus|notaufnahme|notarzt|rettungswagen|"
    "blutet|blut|bewusstlos|verletzt|verletzung|unfall|gestürzt|"
    "gasgeruch|riecht nach gas|rauch|qualmt|feuer|brand|schmort|"
    "stromschlag|funken|einsturz|glassplitter|scherbe|scherben|"
    "glas im|metall im|verschluckt|schwanger|fieber|nebenwirkung|"
    "nebenwirkungen|überdosis|bremse|bremsen|suizid|umbringen" },
{ F_CORRECTION, CUE_DE,
    "tippfehler|rechtschreibfehler|fehler im artikel|fehler in der|"
    "im titel|überschrift|richtig heißt|heißt nicht|es heißt|müsste heißen|"
    "sollte heißen|muss heißen|soll wohl|gemeint ist|link funktioniert|"
    "falscher link|toter link|richtigstell*|verlinkt|stimmt so nicht|"
    "nicht korrekt|korrektur|lektorat|korrekturlesen|bildunterschrift|"
    "das foto zeigt|auf dem foto|im teaser|im text|im artikel" },

{ F_THANKS, CUE_DE,
    "danke|dankeschön|danke schön|vielen dank|vielen lieben dank|"
    "herzlichen dank|lieben dank|besten dank|tausend dank|merci|merci vilmal|"
    "dankö|dange|danggschee|dankscheen|vergelts gott|thx|thanks|bedanke mich|"
    "bedanken uns|dank euch|dank ihnen|dank dir|mercy|danke dir|danke euch|"
    "danke ihnen|daumen hoch|lob|großes lob|kompliment" },
{ F_THANKS_AHEAD, CUE_DE,
    "danke im voraus|vielen dank im voraus|danke schon mal|danke schonmal|"
    "dank im voraus|schon mal danke|schonmal danke|danke vorab|"
    "vielen dank vorab|danke für eure hilfe|danke für die hilfe|"
    "danke für ihre hilfe|danke für infos|danke für tipps|danke für jeden|"
    "danke für eine antwort|danke für eine rückmeldung|dank schonmal|"
    "dank schon mal|danke für antworten|danke für hinweise" },
{ F_SETTLED, CUE_DE,
    "hat sich erledigt|hat sich schon erledigt|hat sich geklärt|"
    "schon erledigt|erledigt|problem gelöst|hat geklappt|geht wieder|"
    "funktioniert wieder|läuft wieder|alles klar|alles gut|passt|"
    "passt schon|passt danke|habs gefunden|hab es gefunden|gefunden|"
    "hab ich gefunden|ist angekommen|angekommen|ist da|alles bestens|"
    "schon gut|nicht mehr nötig|brauche nicht mehr|brauchen nicht mehr|"
    "hat geholfen|perfekt|jetzt gehts|jetzt geht es|jetzt klappts|"
    "klappt jetzt|geht jetzt|wieder da" },
{ F_PRAISE, CUE_DE,
    "super|toll|klasse|spitze|großartig|wunderbar|hervorragend|lecker|"
    "köstlich|perfekt|genial|mega|traumhaft|ein traum|top|prima|"
    "sehr nett|freundlich|immer wieder gern|immer wieder gerne|"
    "gerne wieder|weiter so|macht weiter so|gratulier*|glückwunsch|"
    "bin begeistert|begeistert|sehr zufrieden|zufrieden|geil|cool|"
    "schön|schöne|schöner|wunderschön|liebe es|fantastisch|sensationell|"
    "erste sahne|guad|saugut|sauguad|leiwand|oida super|empfehlenswert" },

{ F_RHETORICAL, CUE_DE,
    "wer braucht schon|wer braucht denn|wer will schon|wer will denn|"
    "wen interessiert|wen interessierts|wen juckt|wen wunderts|"
    "wen wundert|was soll das|was soll man|was soll ich sagen|"
    "was willst du machen|was will man mehr|was will man|"
    "was gibt es schöneres|was gibts schöneres|was gibt es besseres|"
    "geht es noch|gehts noch|gehts noch?|echt jetzt|echt jetzt?|"
    "im ernst?|im ernst jetzt|ernsthaft?|euer ernst|dein ernst|"
    "ihr ernst|wirklich?|wollt ihr mich|willst du mich|"
    "ist das euer ernst|habt ihr nichts besseres|wo kommen wir da|"
    "wo kämen wir|wo leben wir|wo sind wir|in was für|wie blöd|"
    "wie dumm|wie krank|wie kann man nur|wie kann man so|"
    "wer hätte das gedacht|wer hätte gedacht|wer kennt das nicht|"
    "wer kennt es nicht|wer kanns|wer kennts|kennst du das|kennt ihr das|"
    "was denn sonst|wer sonst|wie sonst|was sonst|warum auch nicht|"
    "warum nicht|warum auch|wozu auch|wozu auch?|und nun?|na und|na und?|"
    "was solls|wer bin ich|bin ich die einzige|bin ich der einzige|"
    "wann lernen|wie lange noch|wie oft noch|noch fragen|noch fragen?|"
    "merkt ihr|merkt ihr noch|hä?|häää|haha|wie geil ist|wie cool ist|"
    "wie schön ist|ist das nicht|ist es nicht|sind wir nicht|"
    "gibt es etwas schöneres|gibts was schöneres|wie süß ist|"
    "wer liest|wer glaubt|wer soll das|was erwartet|was hat das mit|"
    "was ist das für|was sind das für|seit wann|seit wann ist|"
    "habt ihr sie|haben sie nichts|schämt ihr|schämen sie|"
    "soll das ein witz|soll das witzig|ist das ein witz|wer zahlt|"
    "und wer zahlt|woher soll|wozu braucht man|wozu brauchen wir|"
    "warum wundert|was lernen wir|was sagt uns das|hab ich recht|"
    "habe ich recht|muss man mehr sagen|sonst noch was?|wie wahr|"
    "wer denkt|will man das|wollen wir das|kann man machen|kann ma machen" },
{ F_TAG_QUESTION, CUE_DE,
    "oder$?|oder nicht$?|oder was$?|oder doch$?|gell$?|gelle$?|gäll$?|"
    "ne$?|nich$?|nicht$?|nicht wahr$?|wa$?|stimmts$?|stimmt$?|wah$?|"
    "richtig$?|weißt$?|weißte$?|nä$?|hm$?|was$?|wie$?|verstehst$?|ge$?|"
    "odr$?|oda$?" },
{ F_SARCASM, CUE_DE,
    "na toll|na super|na bravo|na klasse|bravo|glückwunsch auch|ja klar|"
    "ja genau|schon klar|wers glaubt|klar doch|sicher doch|aha|soso|"
    "ach so|ach was|danke für nichts|danke merkel|war ja klar|"
    "wie immer|typisch|tja|haha|hahaha|lol|ironie|satire|schmarrn|"
    "so ein blödsinn|so ein schwachsinn|blödsinn|quatsch|unsinn|"
    "herzlichen glückwunsch" },
{ F_BAIT, CUE_DE,
    "verlinke|verlinkt eure|markiere|markiert eure|markier|markier jemanden|"
    "markiere jemanden|teilen|teilt|liken|like wenn|daumen hoch wenn|"
    "schreibt in die kommentare|schreib in die kommentare|kommentiert|"
    "kommentiere|folgt mir|folge mir|folgt uns|folgt|schaut vorbei auf|"
    "mein kanal|meinen kanal|abonniert|abonniere|wer ist dabei|"
    "wer ist euer|team a|gewinnspiel|verlosen|gewinnt|gewinne|"
    "0 antworten|ab in die kommentare|erzähl mir|hand hoch" },
{ F_TOLD_PERSON, CUE_DE,
    "kommst du mit|kommst mit|gehst du mit|gehen wir|gehst mit|fahren wir|"
    "wollen wir|sollen wir|müssen wir mal|müssen wir hin|da müssen wir|"
    "wär das was|wäre das was|wär doch was|wäre doch was|schau mal|"
    "guck mal|schau|guck|kuck mal|erinnerst du|weißt du noch|lust?|"
    "bist du dabei|bist dabei|hast du gesehen|hast des gesehen|"
    "schatz|mama|papa|bruder|mausi|süße|alter|digga|oida" },
{ F_NUDGE, CUE_DE,
    "noch jemand da|noch wer da|jemand da|jemand zuhause|hallo jemand|"
    "keine antwort|kommt da noch was|kommt noch was|antwort|bitte antworten|"
    "bitte um antwort|bekomme ich noch eine antwort|nachhak*|hochschieb|"
    "schieb|push|up|noch da|seid ihr noch da|sind sie noch da|"
    "liest das jemand|liest hier jemand|lest ihr das|huhu?|und?" },

{ F_OFFER, CUE_DE,
    "rabatt*|gutscheincode|rabattcode|angebot|angebote|sonderangebot|aktion|"
    "aktionspreis|sale|ausverkauf|schnäppchen|sparen|spare|gratis|"
    "kostenlos|kostenfrei|geschenkt|nur heute|nur noch heute|"
    "nur solange|solange der vorrat|solange vorrat|nur noch 0|"
    "limitiert|exklusiv|neu bei uns|jetzt neu|ab sofort|wieder da|"
    "ab 0 euro|für nur|schon ab|statt 0|black friday|black week|"
    "happy hour|2 für 1|neue kollektion|eingetroffen|im sortiment|"
    "unsere neue|unser neuer|unser neues|frisch eingetroffen|"
    "einführungspreis|vorteilspreis|bonus|geschenkidee|provision" },
{ F_BUY_NOW, CUE_DE,
    "jetzt bestellen|jetzt sichern|jetzt kaufen|jetzt buchen|jetzt buchbar|"
    "jetzt anmelden|jetzt zuschlagen|jetzt entdecken|jetzt testen|"
    "jetzt anfragen|jetzt reservieren|jetzt termin|sichere dir|"
    "sichert euch|sichern sie sich|hol dir|holt euch|holen sie sich|"
    "gönn dir|gönnt euch|schnapp dir|entdecke|entdecken sie|entdeckt|"
    "erlebe|erleben sie|besuche|besuchen sie|besucht uns|komm vorbei|"
    "kommt vorbei|kommen sie vorbei|schaut vorbei|schau vorbei|"
    "überzeugen sie sich|lass dich|lassen sie sich|lasst euch|"
    "greif zu|greift zu|bestell|bestellt|bestellen sie|vorbestellbar|"
    "buch dir|buche|buchen sie|verwöhn|genieße|genießen sie|genießt|"
    "probiere|probier|probieren sie|tickets|anmeldung unter|"
    "nicht verpassen|verpasst|nicht lange warten|schnell sein lohnt" },
{ F_LINK_IN_BIO, CUE_DE,
    "link in bio|link in der bio|link im profil|im onlineshop|im online shop|"
    "im shop|in unserem shop|auf unserer website|auf unserer webseite|"
    "auf unserer homepage|mehr infos|mehr dazu|weitere infos|infos unter|"
    "mehr unter|weiterlesen|jetzt lesen|zum artikel|zum beitrag|"
    "per dm|per pn|anzeige|werbung|im blog|neuer blogbeitrag" },
{ F_ADJECTIVE, CUE_DE,
    "einzigartig*|unvergesslich*|hochwertig*|handgemacht*|handgefertigt*|"
    "nachhaltig*|regional*|frisch|frische|hausgemacht*|liebevoll|"
    "leidenschaft|qualität|premium|perfekte|perfekten|genuss|"
    "genussvoll|köstlich*|traumhaft*|stilvoll*|individuell*|"
    "maßgeschneidert*|kompetent*|zuverlässig|luftig|zart|knackig|"
    "aromatisch|saftig*|edel|edle|elegant*|gemütlich*|highlight|"
    "highlights|lieblingsstück|must have|seit 0 jahren|meisterbetrieb|"
    "tradition|familienbetrieb|ihr partner|dein partner|experten" },
{ F_LURE, CUE_DE,
    "lust auf|hunger auf|bock auf|appetit auf|schon gewusst|"
    "wusstet ihr|wussten sie|wusstest du|habt ihr schon|hast du schon|"
    "haben sie schon|schon probiert|schon entdeckt|noch kein geschenk|"
    "noch keine idee|noch auf der suche|auf der suche nach dem|"
    "sie suchen|du suchst|ihr sucht|müde|gestresst|bereit für|"
    "träumst du|träumen sie|kennst du schon|kennt ihr schon|"
    "kennen sie schon|urlaubsreif|keine lust|keine zeit|"
    "wie wäre es mit|wie wärs mit|wer liebt|wer mag" },

{ F_APOLOGY, CUE_DE,
    "tut uns leid|tut mir leid|tuts uns leid|entschuldigung|entschuldige|"
    "entschuldigen sie|entschuldigt|sorry|verzeihung|verzeiht|bedauern|"
    "unser fehler|mein fehler|darf nicht passieren|hätte nicht passieren|"
    "wir bitten um entschuldigung|um verständnis|pardon" },
{ F_HOLDING, CUE_DE,
    "wir kümmern uns|kümmere mich|kümmern uns darum|ich kläre das|"
    "wir klären das|klären das|kläre das|wir prüfen|ich prüfe|"
    "prüfen das|prüfe das|wir melden uns|ich melde mich|melden uns|"
    "melde mich|geben bescheid|gebe bescheid|geb bescheid|"
    "wir geben ihnen bescheid|wir schauen|ich schaue|schauen nach|"
    "schaue nach|schau nach|ich frage nach|wir fragen nach|frag nach|"
    "frage nach|haben es weitergegeben|weitergeleitet|weitergegeben|"
    "sind dran|bin dran|in arbeit|so schnell wie möglich|"
    "rufe sie an|ruf dich an|rufen sie an|rufen zurück|rufe zurück|"
    "kommen auf sie zu|kommen auf euch zu" },
{ F_OPENING, CUE_DE,
    "öffnungszeiten|geöffnet|geschlossen|haben zu|machen zu|"
    "wir schließen|schließen um|bleibt geschlossen|bleiben geschlossen|"
    "betriebsurlaub|betriebsferien|urlaub vom|sommerpause|winterpause|"
    "ruhetag|feiertag|feiertage|ab 0 uhr|von 0 bis 0|bis 0 uhr|"
    "telefonisch nicht|nicht erreichbar|wieder erreichbar|"
    "wieder geöffnet|wieder für euch da|öffnen um|öffnen wir|"
    "sprechzeiten|sprechstunde|notdienst|kernzeit" },
{ F_NOTICE, CUE_DE,
    "fällt aus|entfällt|verschoben|verlegt|umleitung|baustelle|sperrung|"
    "gesperrt|parkplätze|abholung|anmeldeschluss|einlass|beginn|treffpunkt|"
    "hinweis|wichtige info|achtung|bitte beachten|bitte beachtet|"
    "aufgrund|wegen|ab montag|ab dienstag|ab mittwoch|ab donnerstag|"
    "ab freitag|ab samstag|ab dem 0|bis zum 0|neue adresse|neue nummer|"
    "umgezogen|ziehen um|wir ziehen|rückruf|warnung|änderung|"
    "neuer fahrplan|frist|stichtag|warteliste|ausverkauft|"
    "ausgebucht|gefunden wurde|fundsache|liegen geblieben" },
{ F_ASK_PEOPLE, CUE_DE,
    "was meint ihr|was denkt ihr|was sagt ihr|wie seht ihr|wie macht ihr|"
    "wie haltet ihr|was würdet ihr|was wünscht ihr|was ist euer|"
    "wie war euer|wie ist es bei euch|wie gehts euch|wie geht es euch|"
    "erzählt|erzählt mal|schreibt uns|schreibt mir|sagt uns|sagt mir|"
    "sagt mal|habt ihr tipps|habt ihr ideen|hat jemand von euch|"
    "wer von euch hat|eure meinung|ihre meinung|eure erfahrungen|"
    "ihre erfahrungen|erinnert ihr euch|wer erinnert|wer kann sich|"
    "wer weiß|wer kennt|wer hat|wer war|bei euch|helft uns|helft mir|"
    "fragt|fragt uns|stellt uns|ich antworte|wir antworten|"
    "interessiert mich wirklich|würde mich interessieren|ratet" },
{ F_PERSONAL, CUE_DE,
    "ich habe|ich hab|ich bin|ich war|mir ist|mich hat|ich weiß|"
    "ich musste|ich wollte|ich dachte|ich schreibe|meine mutter|"
    "mein vater|meine tochter|mein sohn|mein mann|meine frau|meine oma|"
    "mein opa|meine kinder|ehrlich gesagt|ganz ehrlich|geweint|gelacht|"
    "gestern|heute morgen|heute früh|letzte nacht" },
{ F_SUPPORT, CUE_DE,
    "schreib uns|schreiben sie uns|ruf uns|rufen sie uns|meld dich|"
    "meldet euch|melden sie sich|gerne|gern|sehr gerne|kein problem|"
    "das stimmt|stimmt|genau|leider|leider nein|ja klar|natürlich|"
    "freut uns|freut mich|das freut|gute besserung|bis morgen|bis bald|"
    "bis samstag|liebe grüße|lg|viele grüße|vg|schönen tag|dir auch|"
    "ihnen auch|euch auch|danke dir|danke ihnen|danke euch|"
    "vielen dank für ihre|danke für deine|danke für ihre|danke für eure|"
    "danke für den hinweis|guter hinweis|guter punkt|"
    "schick uns|schicken sie uns|per dm|kannst du|können sie" },
};
const int n_cues_de = (int)ARRAY_LEN(cues_de);
