/* SPDX-License-Identifier: ISC */
/*
 * lexicon_de.c - what German words are about; see lexicon.h for the marks.
 */

#include "base/mem.h"
#include "text/lexicon.h"

const struct lexicon_list lexicon_de[] = {
{ SENSE_VEHICLE,
    "*zug *bahn *bus *boot ice =ic =ec =re =rb =rex railjet eisenbahn "
    "=sbahn ubahn =bahnen tram strassenbahn straba bim busse bussen schiff "
    "flugzeug flieger lok waggon wagen. abteil zuggarnitur garnitur "
    "regional nachtzug schnellzug taxi fahrzeug triebwagen =fähre =fähren "
    "=regio" },
{ SENSE_CAR,
    "*auto pkw lkw motorrad roller moped kfz reifen motor getriebe auspuff "
    "kupplung bremse ölwechsel winterreifen felge zündkerze batterie tank. "
    "benzin diesel sprit stossstange kotflügel lack. vectra golf opel vw "
    "bmw audi mercedes wohnmobil traktor ladesäule inspektion "
    "hauptuntersuchung =hu =au =tüv leasing gebrauchtwagen neuwagen "
    "probefahrt windschutzscheibe steinschlag scheibenwischer stossdämpfer "
    "lichtmaschine anlasser keilriemen zahnriemen kühler. klimaservice "
    "achse spureinstellung radwechsel reifenwechsel kennzeichen ummeld "
    "zulassung fahrgestell karosserie beule delle" },
{ SENSE_BIKE,
    "fahrrad rad. räder ebike pedelec mountainbike rennrad lastenrad "
    "kettenschaltung schaltung bremsbelag sattel lenker pedal schlauch "
    "fahrradkette velo kassette. ritzel kurbel mantel. felgenbremse "
    "scheibenbremse gepäckträger fahrradschloss kindersitz kinderanhänger "
    "platten. speiche tretlager" },
{ SENSE_STOP,
    "bahnhof haltestelle bahnsteig gleis station hbf hauptbahnhof "
    "haltepunkt endstation busbahnhof zob flughafen perron wartehalle "
    "unterführung bahnsteigkante abschnitt =halt" },
{ SENSE_LINE,
    "linie. strecke verbindung anschluss takt fahrplan route netz trasse "
    "umleitung sev ersatzverkehr schienenersatzverkehr busersatz baustelle "
    "sperrung richtung gegenrichtung fahrtrichtung bahnübergang weiche. "
    "oberleitung stellwerk signal. signalstörung gleisbau gleisarbeiten "
    "nachtsperrung vollsperrung umleiten umgeleitet haltausfall zugausfall. "
    "abfahrtstafel abfahrtszeit ankunftszeit taktfahrplan halbstundentakt "
    "stundentakt endhaltestelle zusatzzug verstärkerbus anschlusszug "
    "anschlussbus" },
{ SENSE_TRAVEL,
    "fahr fahrt gefahren abfahrt abgefahren losgefahren heimfahrt hinfahrt "
    "rückfahrt weiterfahrt reise gereist anreise abreise umsteig "
    "umgestiegen einsteig eingestiegen aussteig ausgestiegen ankunft ankomm "
    "pendel pendler unterwegs mitfahr tour trip ausflug flieg geflogen "
    "landung wanderung wander urlaub ferien =fuhr =fuhren =fuhrst" },
{ SENSE_TICKET,
    "*abo ticket fahrkarte fahrschein karte monatskarte jahreskarte "
    "wochenkarte tageskarte einzelfahrschein semesterticket jobticket "
    "abonnement bahncard bahnkarte sitzplatz reservierung reservier "
    "platzkarte sparpreis flexpreis gruppenkarte fahrausweis handyticket "
    "onlineticket entwerten gestempelt schwarzfahr tarifzone zone. "
    "verbundkarte länderticket niedersachsenticket eintrittskarte "
    "streifenkarte viererkarte" },
{ SENSE_PRICE,
    "*geld preis kosten kostet gekostet teuer teurer billig günstig gebühr "
    "tarif. aufpreis zuschlag rabatt ermässig kostenlos gratis umsonst euro "
    "cent bezahlbar wucher preiswert preiserhöhung pauschale "
    "kostenvoranschlag stundensatz mindestbestellwert summe betrag "
    "spottbillig aufpreispflichtig versandkostenfrei preisliste "
    "kostenpflichtig saisonpreis mehrwertsteuer mwst brutto netto "
    "sonderpreis studentenrabatt familienkarte ermässigung" },
{ SENSE_PAY,
    "zahl bezahl gezahlt bar. kreditkarte überweis abbuch abgebucht "
    "lastschrift rechnung mahnung inkasso klarna bankeinzug konto iban "
    "kassenzettel bon. quittung kasse ratenzahlung vorkasse anzahlung "
    "kaution trinkgeld =verdienen =verdient kohle." },
{ SENSE_REFUND,
    "erstatt rückerstattung rückzahlung gutschrift entschädig schadenersatz "
    "schadensersatz kulanz zurückzahl zurückbekomm storno stornier "
    "stornierung widerruf rückgabe zurückgeb zurückgeschickt reklamation "
    "reklamier umtausch umtauschen retoure garantie gewährleistung "
    "fahrgastrechte" },
{ SENSE_VOUCHER,
    "gutschein gutscheincode rabattcode code coupon bonus punkte treuepunkt "
    "stempelkarte prämie" },
{ SENSE_FACILITY,
    "aufzug fahrstuhl lift rolltreppe klimaanlage heizung wlan wifi "
    "internet toilette klo wc steckdose anzeige anzeigetafel anzeiger "
    "lautsprecher automat fahrkartenautomat tür türe fenster beleuchtung "
    "lampe kühlschrank kaffeemaschine spülmaschine waschmaschine trockner "
    "herd ofen backofen therme boiler brunnen zapfanlage schranke parkplatz "
    "parkhaus mülleimer tonne spielplatz rampe treppe geländer schliessfach "
    "schloss display bildschirm drucker scanner telefon handy smartphone "
    "tablet laptop rechner pc akku ladekabel kabel stecker gerät maschine "
    "rasenmäher motorsäge staubsauger mixer föhn fernseher radio lautstärke "
    "bohrmaschine pumpe ventil wasserhahn dusche spülung abfluss rohr "
    "leitung strom licht." },
{ SENSE_SOFTWARE,
    "app homepage webseite website webshop onlineshop seite formular "
    "kontaktformular login passwort account server browser firefox safari "
    "chrome android iphone ios update version funktion button. link. menü. "
    "suche. filter captcha newsletter download datei pdf bug software "
    "system datenbank buchungssystem buchungstool anmeldung registrierung "
    "registrier einlogg eingeloggt ausgeloggt anmeld push mailadresse "
    "bestätigungsmail editor ansicht darstellung layout design cookies "
    "adblocker werbebanner =daten" },
{ SENSE_BROKEN,
    "kaputt defekt ausfall ausgefallen störung gestört panne fehler "
    "fehlermeldung funktionier klemmt hängt spinnt abgestürzt absturz "
    "abstürz versagt lahm lahmgelegt blockiert gebrochen gerissen undicht "
    "tropft leckt wackelt quietscht knarzt klappert brummt abgebrochen "
    "zerbrochen zerkratzt beschädigt verbogen verstopft durchgebrannt "
    "ruckel streikt schaden mangel mängel verbuggt buggy fehlerhaft platt "
    "locker lose eingefroren überlastet offline" },
{ SENSE_LATE,
    "verspät verspätung verspätet unpünktlich pünktlich warte gewartet "
    "wartezeit verzöger verzug überfällig hingehalten vertröstet stau "
    "hinterher stehengeblieben steht stehen liegengeblieben dauert gedauert "
    "verspätungsalarm verspätungsgrund verspätungsbedingt wartezeiten "
    "wartet. dauern ewigkeiten abgehängt lahmarschig trödel bummel "
    "schleichend zögerlich hängengeblieben warteschleife" },
{ SENSE_CANCEL,
    "gestrichen abgesagt absag absage entfall entfällt gekündigt kündig "
    "kündigung abbestell verschoben verschieb ausgesetzt eingestellt "
    "geschlossen dicht" },
{ SENSE_ARRIVE,
    "kommt kommen gekommen angekommen eingetroffen kam. erhalten bekommen "
    "bekomm bekam gekriegt zugestellt zustell eingegangen =krieg =kriegt "
    "=kriege =kriegen =kriegst" },
{ SENSE_SEND,
    "schick geschickt verschickt verschick versand versend versandt "
    "gesendet send sende liefer geliefert lieferung lieferzeit zustellung "
    "abholen abgeholt abholung mitnehm bringen gebracht lieferdienst porto "
    "versandkosten sendungsnummer tracking spedition zusend zugesandt "
    "zuschick nachsend nachsendeauftrag abschick lieferstatus liefertermin "
    "lieferverzögerung sendungsverfolgung expressversand standardversand "
    "einschreiben. abholstation paketshop annahmestelle" },
{ SENSE_ORDER,
    "bestell bestellt bestellung bestellnummer auftrag buch gebucht buchung "
    "buchen vorbestell reserviert angefragt anfrage angebot kundennummer "
    "auftragsbestätigung warenkorb kauf gekauft einkauf vertrag" },
{ SENSE_PARCEL,
    "paket päckchen sendung brief post ware karton dhl hermes dpd "
    "packstation briefkasten" },
{ SENSE_MISSING,
    "fehl fehlt fehlen gefehlt verschwunden verloren weg. vermiss vergessen "
    "liegengelassen leer ausverkauft vergriffen fundbüro fundsache abhanden "
    "unauffindbar" },
{ SENSE_STAFF,
    "mitarbeiter personal schaffner zugbegleiter fahrer busfahrer lokführer "
    "kontrolleur verkäufer bedienung kellner chef chefin kundenservice "
    "kundendienst hotline service team kollege kollegin techniker monteur "
    "geselle meister azubi lehrling arzthelferin sprechstundenhilfe "
    "rezeption empfang berater sachbearbeiter callcenter schalter "
    "fahrdienstleiter bahnmitarbeiter filialleiter geschäftsführer inhaber "
    "betreiber fahrkartenkontrolle fahrscheinkontrolle zugchef zugpersonal "
    "zugführer stewardess pilot kapitän bademeister trainerin lehrer. "
    "erzieherin pfleger krankenschwester doktor. ansprechpartner "
    "ansprechpartnerin vertrieb sachbearbeiterin kundenbetreuer "
    "kundenbetreuung kundenberater kundendialog beschwerdestelle disponent "
    "kurier. zusteller postbote paketbote lieferant lieferfahrer "
    "handwerker. vorarbeiter bauleiter hausverwaltung vermieterin makler" },
{ SENSE_RUDE,
    "unfreundlich pampig patzig frech unhöflich respektlos arrogant "
    "überheblich angeschnauzt angeschrien angeblafft abgewimmelt ignorier "
    "ignoriert herablassend rotzig ruppig grob beleidig beleidigt "
    "ausgelacht angepöbelt unverschämt abgefertigt abgebügelt abgespeist "
    "kundenfeindlich kundenunfreundlich behandelt. behandlung. umgangston "
    "tonfall grimmig mürrisch genervt. augenrollen motzig zickig "
    "schnippisch rüde unverschämtheit" },
{ SENSE_ANGER,
    "frechheit sauerei schweinerei skandal zumutung unzumutbar ärger "
    "ärgerlich verärgert nerv nervt wütend wut. sauer stinksauer enttäusch "
    "enttäuscht enttäuschend katastrophe katastrophal inakzeptabel "
    "unmöglich peinlich miserabel mies schlecht beschissen scheiss scheisse "
    "kacke mist dreck verarsch verarscht abzocke betrug beschwer beschwerde "
    "kotzt kotzen ätzend lächerlich erbärmlich armselig schade unfassbar "
    "unglaublich saftladen drecksladen chaos chaotisch fuck verdammt wtf "
    "hass hasse grauenhaft furchtbar schrecklich grausam ungenügend "
    "unprofessionell unerträglich inakzeptabl zorn empör empört "
    "ungeheuerlich unterirdisch unterste schweine. bodenlos schlamperei "
    "pfusch gepfuscht murks verpfuscht vermurkst versaut vergeigt verbockt "
    "vergrault abgezockt reingefallen reinfall. hereingelegt betrogen "
    "getäuscht täuschung mogel mogelpackung irreführend irreführung nepp "
    "blamage schande schämt beschämend traurig. grenzwertig dreist "
    "dreistigkeit nervig nervtötend ungeduldig entsetzt fassungslos "
    "sprachlos geschockt hammerhart heftig krank. versagen unfähig "
    "unfähigkeit inkompetent inkompetenz überfordert verarsche verarschung "
    "satt. schnauze bockmist scheißladen scheißverein kackverein" },
{ SENSE_INSULT,
    "idiot depp trottel dumm doof blöd dämlich hirnlos spinner arsch "
    "arschloch wichser penner hetzer nazi faschist heuchler lügner lüge "
    "lügen verlogen lügenpresse gutmensch volksverräter schwachsinn "
    "blödsinn unsinn quatsch schwachmat schlampe hure fresse dummkopf "
    "verblödet saudumm deppert vollpfosten geisteskrank bekloppt bescheuert "
    "hetze propaganda mainstream gehirnwäsche gesindel pack. abschaum "
    "drecksack vollidiot vollidioten volltrottel schwein. sau. kotzbrocken "
    "schmarotzer parasit heuchelei verlogenheit geschwafel gelaber "
    "geschwurbel gesülze gequatsche geheule gejammer jammer rumheulen "
    "mimimi dummschwätzer dampfplauderer wendehals lachnummer witzfigur "
    "marionette kasper kasperltheater verbrecher verräter" },
{ SENSE_PRAISE,
    "super toll klasse spitze grossartig wunderbar hervorragend perfekt "
    "genial mega traumhaft top prima nett freundlich zufrieden begeistert "
    "geil cool schön wunderschön fantastisch leiwand gelungen beeindruckend "
    "bravo glückwunsch gratulier lob. kompliment empfehlenswert hilfsbereit "
    "zuvorkommend sympathisch hübsch süss liebevoll brillant ausgezeichnet "
    "respekt stark. vorbildlich niedlich knuffig goldig putzig vorzüglich "
    "erstklassig exzellent bestens. einwandfrei tadellos makellos "
    "unkompliziert reibungslos kompetent fachkundig freundlichkeit "
    "herzlichkeit aufmerksam. entzückend bezaubernd zauberhaft grandios "
    "sensationell. hammer. wahnsinnig. weltklasse chapeau weiterempfehl "
    "weiterempfehlen lohnenswert sehenswert lesenswert hörenswert "
    "meisterhaft liebenswürdig gemütlich himmlisch göttlich verzaubert "
    "lieblingsladen lieblingscafé stammgast stammkunde gefällt. =gefallen "
    "=mag =mögen" },
{ SENSE_THANKS,
    "dankeschön merci bedank dankbar thx vergelts =danke =danken =dankt "
    "dank." },
{ SENSE_GREET,
    "=hallo =hey =hi =moin =servus =grüss =grüezi =guten =liebe =liebes "
    "=lieber =gruss =grüsse =lg =mfg =vg =tschüss =ciao =willkommen "
    "=herzlich =herzliche =herzlichen" },
{ SENSE_LAUGH,
    "=haha =hahaha =hihi =lol =lmao =rofl =hehe =xd =xdd =grins =zwinker "
    "=smile =kicher" },
{ SENSE_IRONY,
    "ironie satire ernsthaft natürlich. logisch. wahnsinn ausgerechnet "
    "offenbar anscheinend offensichtlich wohl angeblich applaus juhu hurra "
    "yay spitzenleistung wunder. spannende. hach tja soso aha oha ui uff "
    "puh pff na naja ach hm hmm oje oh ohje mannomann himmelherrgott =klar" },
{ SENSE_ASK,
    "frag frage fragen gefragt nachfrag erkundig auskunft info infos "
    "information informationen rückfrage interessier wissen wüsst wüsste "
    "erklär erläuter beantwort antwort erfragen nachgefragt hinterfrag quiz "
    "rätsel. umfrage fragestellung fragezeichen zwischenfrage gegenfrage "
    "klarstellung aufklär. verrat verratet verraten erkundigung klär" },
{ SENSE_REPLY,
    "antworte geantwortet rückmeldung rückmeld meld melde gemeldet "
    "zurückruf zurückrufen erreich erreicht erreichbar reagier reaktion "
    "reagiert feedback kontakt kontaktier =stellungnahme =bescheid "
    "=rückmelden" },
{ SENSE_KNOW,
    "kenn kennt kennst ahnung bekannt kapier kapiert versteh verstanden "
    "verständlich begreif schleierhaft erfahrung. =weiss =weisst =wisst "
    "=erfahren =merkt =merken =gemerkt" },
{ SENSE_THINK,
    "denk denke dacht gedacht glaub glaube mein. vermut vermute schätz "
    "annehm überzeugt meinung eindruck gefühl bezweifel fürcht befürcht "
    "hoff hoffe hoffentlich wundert =finde =find =finds =halte =meint "
    "=meinst =meinte =gemeint =meines" },
{ SENSE_SAY,
    "sag sagt sagte gesagt erzähl behaupt sprech spricht sprach gesprochen "
    "red redet schreib schrieb geschrieben erwähn zitat zitier nennt "
    "genannt ruf. rief angerufen telefonier diskutier diskussion rede wort. "
    "worte aussage argument behauptung =heissen =heisst =heiße" },
{ SENSE_WANT,
    "will willst wollen wollt möcht möchte wünsch wunsch gern gerne würd "
    "würde fänd wär wäre bitte bitten vorschlagen anregung verbesserung "
    "verbesserungsvorschlag idee wünschenswert sollte sollten könntet "
    "vorschlag. wunschzettel verbesserungswürdig ausbaufähig umsetzbar "
    "umsetz einführen einbauen. überdenk nachdenk berücksichtig beacht "
    "beachtet kümmer kümmert kümmern veranlass unterlass aufhören. abschaff "
    "abschaffen wiederhaben zurückhaben" },
{ SENSE_NEED,
    "brauch brauche braucht benötig nötig notwendig muss müssen müsst "
    "musste müsste dringend unbedingt sofort umgehend eilig "
    "schnellstmöglich asap endlich erforder erforderlich zwingend bedarf "
    "überlebenswichtig pressiert drängt fristgerecht rechtzeitig fällig." },
{ SENSE_HELP,
    "hilf hilfe helf geholfen unterstütz tipp tipps rat. ratschlag empfehl "
    "empfehlung lösung problem schwierigkeit anleitung beratung notfall "
    "=sos hilfreich hilflos behilflich unterstützung. retter rettung "
    "notlage ausweg abhilfe weiterhelf weiterhilft weiterhelfen aushelf "
    "ratlos ratsam guttun empfiehlt empfohlen" },
{ SENSE_GIVE,
    "gib gibt geb geben gab gegeben stell gestellt anbiet angeboten bieten "
    "führ führt habt hätte sortiment vorrätig lager verfügbar erhältlich "
    "nachbestell lieferbar auswahl" },
{ SENSE_SEARCH,
    "such sucht gesucht gefunden auffind gesichtet entdeckt =finden =findet "
    "=findest =fand =fanden" },
{ SENSE_SHOW,
    "zeig gezeigt seh sehen gesehen sieht siehst sah schau schaut guck kuck "
    "fotos video screenshot anschau angeschaut =bild =bilder =bildern "
    "=bildes" },
{ SENSE_OPEN,
    "öffn geöffnet öffnungszeit öffnungszeiten aufmach schliess zumach "
    "feiertag ruhetag mittagspause betriebsurlaub sprechzeiten sonntags "
    "samstags offen." },
{ SENSE_APPOINT,
    "termin terminvereinbarung vereinbaren vereinbart kalender terminabsage "
    "uhrzeit zeitfenster frei. frühestens ausgebucht warteliste platz. "
    "tisch. kurzfristig" },
{ SENSE_FIX,
    "reparier repariert reparatur richt gerichtet austausch ausgetauscht "
    "ersetz ersetzt ersatz ersatzteil nachbesser beheb behoben reinig "
    "gereinigt warten wartung montier montage einbau eingebaut tausch änder "
    "geändert korrigier korrigiert ausbesser verbesser aktualisier anpass "
    "kürzen gekürzt nähen flicken schleif lackier streich tapezier verleg "
    "verlegen abdicht installier" },
{ SENSE_DELETE,
    "lösch gelöscht löschen sperr gesperrt sperre zensur zensier zensiert "
    "zensuriert freischalt freigeschaltet moderier moderation moderator "
    "entfern entfernt block verwarnt ban gebannt" },
{ SENSE_FORUM,
    "posting posten postings gepostet poster kommentar kommentier thread "
    "forum ticker community stricherl strichler nickname nick user bewerten "
    "bewertung bewertet daumen follow like liken antwortfunktion userprofil "
    "forist foristen sortier editierfunktion kommentarfunktion zensoren "
    "forenregel forenregeln netiquette mitposter mitposten postingfrequenz "
    "rotstrich grünstrich ignorierfunktion blockierfunktion meldefunktion "
    "troll. trolle multinick doppelposting userkommentar leserkommentare "
    "verlinkung verlinkt hashtag retweet timeline" },
{ SENSE_ARTICLE,
    "artikel bericht beitrag meldung text überschrift schlagzeile headline "
    "titel untertitel teaser satz grafik quelle quellen quellenangabe "
    "tippfehler rechtschreib rechtschreibung lektor lektorat recherche "
    "interview kolumne leserbrief ausgabe bildunterschrift redaktionell "
    "kommata beistrich orthografie grammatik korrekturlesen vertippt tippo "
    "falschmeldung ente. richtigstellung artikelbild foto. bildtext "
    "fussnote zwischentitel zwischenüberschrift leadtext kommafehler "
    "deutschkenntnisse grammatikfehler wortwahl formulierung formuliert "
    "übersetzt übersetzung clickbait reisserisch tendenziös einseitig "
    "schlampig =veröffentlicht =veröffentlichen =erschienen geschichte." },
{ SENSE_MEDIA,
    "zeitung standard spiegel focus faz redaktion redakteur journalist "
    "journalismus medien sender zdf ard orf ndr wdr rtl talkshow talk lanz "
    "maischberger illner gast gäste zuschauer zuseher fernsehen tv "
    "tagesschau gez rundfunk reporter autor autorin qualitätsmedium "
    "qualitätszeitung berichterstattung youtuber podcast nachricht "
    "nachrichten news sondersendung talkrunde diskussionsrunde einspieler "
    "faktencheck zwangsgebühr rundfunkbeitrag staatsfunk liveticker. "
    "livestream mediathek podcastfolge leserkommentar chefredakteur "
    "chefredaktion kolumnist kommentator boulevard krone. kronenzeitung "
    "profil. falter presse. taz sz welt. tagesspiegel handelsblatt =stern" },
{ SENSE_PARTY,
    "*wahl afd spd cdu csu fdp grüne. grünen fpö övp spö neos union. "
    "partei. koalition groko jamaika opposition fraktion wähler wahlkampf "
    "gewählt wähl abgeordnete parteitag jusos pegida bundestagswahl =linke "
    "=linken" },
{ SENSE_POLITIC,
    "merkel schulz seehofer lindner gauland weidel höcke petry spahn söder "
    "strache faymann trump putin erdogan obama macron habeck baerbock "
    "kanzler kanzlerin minister ministerin politik politiker regierung "
    "bundesregierung bundestag landtag parlament staat. gesetz verfassung "
    "grundgesetz demokratie europa eu brüssel land. deutschland österreich "
    "volk nation usa russland türkei syrien afrika ukraine israel "
    "griechenland bürgermeister präsident diktatur nato bundeswehr "
    "steuerzahler volksabstimmung rechtsstaat sozialstaat ministerium "
    "staatssekretär ministerpräsident landrat gemeinderat stadtrat kommune "
    "kommunal sozialismus kapitalismus kommunismus faschismus "
    "nationalsozialismus hitler ddr brd stasi verfassungsschutz grundrente "
    "bürgergeld sanktionen embargo syriza tsipras kretschmann lafontaine "
    "wagenknecht gysi scholz laschet steinmeier gauck schäuble gabriel "
    "nahles ramelow orban kickl pilz mitterlehner häupl hofer bellen" },
{ SENSE_MIGRATION,
    "flüchtling asyl asylant migrant migration integration zuwander "
    "einwander ausländer muslim islam moslem kopftuch moschee scharia jude "
    "juden christ christen kirche religion abschieb abschiebung grenze "
    "heimat kultur deutsche rassist rassismus antisemit" },
{ SENSE_WAR,
    "waffe. bombe terror terrorist anschlag soldat militär mord mörder "
    "töten gewalt. vergewaltig messer polizei polizist verbrech straftat "
    "täter opfer gericht urteil. richter anwalt strafe knast gefängnis "
    "verhaftet ermittl schuld kriminell einbruch dieb diebstahl geklaut "
    "gestohlen tot. amok attentat überfall schläger schlägerei schlägt "
    "prügel verprügelt bedroht drohung raub einbrecher täterin festgenommen "
    "festnahme zeuge zeugen fahndung verdächtig mordfall leiche totschlag "
    "bombenangriff weltkrieg bürgerkrieg angriffskrieg" },
{ SENSE_STRIKE,
    "gdl weselsky streik bahnstreik lokführergewerkschaft gewerkschaft "
    "tarifstreit tarifverhandlung verdi evg gehalt gehaltserhöhung "
    "arbeitskampf arbeitgeber arbeitnehmer =lohn =löhne tarifkonflikt "
    "tarifrunde schlichtung." },
{ SENSE_ECONOMY,
    "firma unternehmen konzern wirtschaft markt. aktie börse bank banken "
    "steuer steuergeld steuern schulden milliarden millionen gewinn umsatz "
    "investor privatisier vorstand manager aufsichtsrat industrie "
    "arbeitsplatz arbeitslos rente rentner hartz sozial mieter vermieter "
    "wohnung miete mieten wohnungsbau armut =reich =reiche =reichen "
    "aktionär kapital kapitalist gewinnmaximierung profitgier profit lobby "
    "lobbyist lobbyismus korrupt korruption subvention "
    "wirtschaftsflüchtling fachkräfte fachkräftemangel mindestlohn. "
    "arbeitsmarkt inflation zinsen zins kredit immobilien eigentümer "
    "enteign enteignung spekulant wohnungsnot obdachlos sozialwohnung "
    "sozialhilfe altersarmut kinderarmut pflegeheim pflegekräfte" },
{ SENSE_CLIMATE,
    "klima klimawandel umwelt energie atom atomkraft windrad solar "
    "feinstaub erderwärmung gletscher greta umweltschutz "
    "umweltverschmutzung naturschutz artensterben insekten bienen. "
    "plastikmüll mülltrennung recycling kernkraft atomausstieg energiewende "
    "stromtrasse tempolimit dieselfahrverbot fahrverbot flugscham veggie "
    "massentierhaltung schächten" },
{ SENSE_PEOPLE,
    "leute mensch mann. typ. kerl mädchen junge. kinder person. jugendliche "
    "mitmenschen fahrgast fahrgäste kunde kunden kundin leser leserin "
    "bürger sitznachbar mitreisende passagier herrschaften senioren "
    "rentnerin student. touristen touri einwohner anwohner mitglied. "
    "teilnehmer. besucher zuhörer rollstuhlfahrer behindert behinderte "
    "schwerbehindert rollator blinde nachbar nachbarin" },
{ SENSE_FAMILY,
    "mama mutter papa vater oma opa tochter sohn bruder tante onkel cousin "
    "familie eltern. grosseltern ehemann ehefrau freund freundin schatz "
    "baby enkel kind. verlobte hochzeit geburtstag taufe kleinkind säugling "
    "kinderwagen schwester. geschwister zwillinge kinderzimmer "
    "schwiegermutter schwiegervater patenkind opas omas mutti vati mami "
    "lebensgefährte partnerin =papi =papis" },
{ SENSE_LOVE,
    "lieb geliebt kuss küss verliebt herz umarm sehnsucht träum sex sexy "
    "kuschel beziehung single flirt ex =date =dates traum. =träume liebling "
    "süßer hübscher heirat heiraten verheiratet hochzeitstag trennung "
    "getrennt liebeskummer schluss." },
{ SENSE_DAILY,
    "schlaf geschlafen müde bett. aufsteh aufgestanden wecker kaffee "
    "frühstück kochen koch essen. ess. gegessen trink. getrunken duschen "
    "zuhause daheim heimweg feierabend couch netflix bier party feiern "
    "betrunken suff kater sitz. sitze gesessen lauf. gelaufen renn gerannt "
    "lach. gelacht wein. geweint hunger langweil handyakku kopfhörer tasche "
    "rucksack aufgewacht eingeschlafen verschlafen geduscht angezogen chill "
    "gechillt gammel couchpotato spazier spaziergang gassi eingekauft "
    "putzen. aufräum wäsche bügel abwasch" },
{ SENSE_SCHOOL,
    "schule schüler uni studium studier klausur prüfung abitur unterricht "
    "ausbildung seminar vorlesung hausaufgabe dozent kita kindergarten "
    "hausmeister klassenfahrt elternabend schulhof mensa stundenplan "
    "semester bibliothek" },
{ SENSE_WORK,
    "arbeit arbeiten job kollegen büro meeting dienst überstunden bewerb "
    "bewerbung praktikum stellenangebot karriere =schicht =schichten" },
{ SENSE_SPORT,
    "fussball spiel. gespielt tor. verein trainer bayern bvb hsv schalke "
    "bundesliga sieg laufbahn kegelbahn schwimm geschwommen rennen training "
    "trainier fitness yoga mannschaft stadion bundestrainer rodel ski "
    "skipiste rennstrecke bowling marathon sport. =sportler "
    "mitgliedsbeitrag kündigungsfrist. probetraining. kursplan "
    "trainingsplan trikot saison liga pokal elfmeter schiedsrichter "
    "tabelle. abstieg aufstieg finale. halbfinale" },
{ SENSE_MUSIC,
    "*film musik lied. song album konzert band. sänger kino serie bücher "
    "roman game gaming gamescom zocken theater festival bühne tanz tanzen "
    "auftritt show dvd stream" },
{ SENSE_WEATHER,
    "wetter regen regnet schnee schneit sonne. sturm wind. hitze kalt kälte "
    "warm. frost eis. glatteis gewitter winter sommer herbst frühling "
    "temperatur orkan =heiss sturmtief unwetter orkanböe hochwasser" },
{ SENSE_HEALTH,
    "*arzt krankheit schmerz weh. ärztin zahn zahnarzt praxis tablette "
    "medikament rezept allergie allergisch fieber husten blut. verletz "
    "unfall sturz gestürzt schwanger impf impfung operation op therapie "
    "physio symptom entzündung ausschlag schwindel übel. erbrochen "
    "krankenhaus krankenkasse überweisung befund rücken. knie unverträglich "
    "gluten glutenfrei laktose laktosefrei nüsse vegetarisch diabetes "
    "blutdruck kopfschmerzen sprechstunde. notdienst bereitschaft hausarzt "
    "facharzt kinderarzt frauenarzt hautarzt orthopäde physiotherapeut "
    "zahnfleisch wurzelbehandlung füllung karies blutabnahme ultraschall "
    "röntgen krankschreibung krankmeldung attest überweisungsschein "
    "nebenwirkung wechselwirkung salbe tropfen. spritze verband. pflaster "
    "grippe corona covid schnelltest erkältung migräne bandscheibe "
    "hexenschuss depression psycholog" },
{ SENSE_BODY,
    "haar haare kopf. hand. hände fuss. füsse auge. augen gesicht haut. "
    "nagel nägel stirn bein. bauch nase. mund. ohr. finger zahnspange =bart" },
{ SENSE_BEAUTY,
    "friseur schnitt haarschnitt farbe färben gefärbt strähnen tönung "
    "dauerwelle kosmetik massage maniküre pediküre wimpern creme seife "
    "parfum shampoo rasur spitzen ansatz blond extensions balayage "
    "blondierung pony undercut fade. gesichtsbehandlung fusspflege pedikür "
    "wachsen. waxing sugaring tattoo piercing parfüm lippenstift nagellack "
    "gelnägel sonnenschutz deo" },
{ SENSE_FOOD,
    "*brot *käse *salat brötchen semmel kuchen torte gebäck fleisch wurst "
    "gemüse obst suppe pizza pasta nudel schnitzel braten ei. eier speise "
    "mittagstisch speisekarte buffet portion sauce soße honig marmelade "
    "schokolade keks plätzchen stollen brezel breze croissant zutat "
    "hackfleisch steak burger döner pommes knödel spargel pilze kartoffel "
    "apfel äpfel beeren erdbeer mehl butter milch sahne joghurt vegan. "
    "brunch catering lieferservice. vorspeise nachtisch dessert beilage "
    "kinderteller mittagessen abendessen lachs forelle hähnchen pute gans "
    "knoblauch zwiebel paprika tomate gurke kürbis nuss. mandel "
    "haferflocken müsli quark praline bonbon lebkuchen waffel eisbecher "
    "kugel. sorbet tofu falafel linsen. bohnen. brühe eintopf auflauf "
    "quiche =reis" },
{ SENSE_DRINK,
    "tee. sekt saft. wasser cocktail schnaps limonade cola espresso "
    "cappuccino glas flasche kakao chai matcha smoothie radler weizen pils "
    "weissbier glühwein punsch gin rum whisky likör espressobohnen "
    "kaffeebohnen getränk" },
{ SENSE_TASTE,
    "schmeck geschmeckt geschmack lecker köstlich fad versalzen zäh trocken "
    "ranzig verdorben schimmel schimmlig frisch hart matschig roh "
    "angebrannt salzig scharf haltbar haltbarkeit abgelaufen mhd" },
{ SENSE_CLOTHES,
    "*hose *hemd *kleid jacke schuh schuhe stiefel rock. pulli pullover "
    "shirt socken mütze anzug jeans stoff. wolle garn naht reissverschluss "
    "knopf gürtel ring. kette uhr schmuck brille gläser fassung unterwäsche "
    "bh dirndl tracht sneaker =schal =schals bundweite ärmel kragen saum "
    "futterstoff bluse strumpf strumpfhose handschuh pyjama bademantel "
    "badeanzug bikini blazer krawatte hochzeitskleid brautkleid abendkleid "
    "sandale stiefelette absatz. sohle einlage schnürsenkel reparaturset "
    "kontaktlinse sonnenbrille gleitsicht ohrring armband anhänger. "
    "verlobungsring trauring ehering =weste" },
{ SENSE_SIZE,
    "grösse gross. klein. eng. breit. länge breite höhe mass. maße gewicht "
    "kilo gramm liter meter zentimeter cm passt passform dünn dick =weit "
    "=weite =schmal =kurz =kurze =kurzen =kurzer =kurzes" },
{ SENSE_COLOUR,
    "rot blau grün gelb schwarz grau braun rosa lila orange beige türkis "
    "farbig bunt dunkel hell" },
{ SENSE_HOUSE,
    "zimmer küche bad. garten dach. keller balkon terrasse wand boden decke "
    "parkett fliesen laminat zaun garage fassade rollladen markise "
    "treppenhaus hof. heizkörper möbel sofa stuhl schrank matratze regal "
    "teppich vorhang =haus =hause =hauses =häuser reihenhaus einfamilienhaus" },
{ SENSE_PLANT,
    "*baum blume blumen strauß rose pflanze bäume hecke rasen erde. dünger "
    "samen kranz orchidee topf. beet unkraut blattläuse schnittblumen tulpe "
    "kübel setzling stauden kräuter basilikum tomatenpflanze lavendel "
    "rhododendron buchsbaum hortensie geranie orchideen sukkulente kaktus "
    "schnecke mehltau rindenmulch balkonkasten hochbeet gewächshaus "
    "obstbaum apfelbaum rosenstrauß brautstrauß trauerkranz gesteck "
    "adventskranz" },
{ SENSE_PET,
    "*hund hunde katze katzen welpe hamster pferd vogel tierarzt futter "
    "kaninchen hundefutter kastrier impfpass =leine tier. leckerli napf "
    "katzenstreu katzenklo käfig aquarium fisch. meerschwein papagei "
    "wellensittich stall. reitstunde hundeschule hundesalon tierpension "
    "züchter zecke wurmkur chip. kralle pfote reiten. =tauben" },
{ SENSE_STAY,
    "hotel pension ferienwohnung übernacht camping stellplatz einchecken "
    "auschecken wellness sauna pool doppelzimmer bettwäsche handtuch "
    "handtücher kurtaxe halbpension frühstückspension gästehaus ferienhaus "
    "apartment suite einzelzimmer familienzimmer haustier. anreisetag "
    "abreisetag spätanreise schlüsselübergabe bettenzahl babybett "
    "wohnmobilstellplatz zeltplatz campingplatz stornobedingung "
    "zimmerservice meerblick" },
{ SENSE_EVENT,
    "*kurs veranstaltung fest flohmarkt weihnachtsmarkt messe führung "
    "workshop lesung ausstellung museum eintritt einlass vorverkauf "
    "abendkasse probe programm teilnehm teilnahme kurse probestunde "
    "mitgliedschaft karneval kirmes kinderfest stadtfest sommerfest "
    "vereinsfest weinfest turnier rundgang stadtführung kindergeburtstag "
    "ferienprogramm ferienkurs" },
{ SENSE_SHOP,
    "laden geschäft filiale supermarkt kaufhaus aldi lidl rewe edeka shop "
    "boutique apotheke bäckerei metzgerei werkstatt bücherei restaurant "
    "café kneipe wirtshaus schaufenster verkaufsstelle filialen geschäfte "
    "läden discounter kiosk tankstelle" },
{ SENSE_TIME,
    "*jahr *zeit *monat minute stunde std min tag tage tagen woche wochen "
    "monate jahre wochenende montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag januar februar märz april juni juli august september "
    "oktober november dezember ostern weihnachten silvester pfingsten datum "
    "dauer =lange =lang =länger =stundenlang =tagelang =wochenlang =ewig "
    "=ewigkeit" },
{ SENSE_TODAY,
    "heute morgen gestern übermorgen vorgestern abend abends morgens früh "
    "nachmittag mittag nacht nachts heut" },
{ SENSE_NOW,
    "jetzt gerade grad momentan aktuell derzeit soeben eben zurzeit nun "
    "inzwischen mittlerweile" },
{ SENSE_AGAIN,
    "wieder immer ständig dauernd jedesmal täglich wiederholt erneut "
    "mehrfach mehrmals nochmal nochmals dauerhaft regelmässig wöchentlich "
    "seit bisher" },
{ SENSE_PAST,
    "=war =waren =warst =wart =hatte =hatten =wurde =wurden =ging =gingen "
    "=kamen =stand =standen =sass =sassen =lief =mussten =wollte =wollten "
    "=konnte =konnten =früher =damals =neulich =letztens =letzte =letzten "
    "=letzter =letztes =lag =lagen" },
{ SENSE_NEGATE,
    "=nicht =nix =nichts =kein =keine =keiner =keinen =keinem =keines =nie "
    "=niemals =nirgends =nirgendwo =weder =ohne =net =ned =niemand =kaum" },
{ SENSE_QUANT,
    "alle. alles. viel viele vieles wenig mehr meisten einige mehrere paar "
    "ganz. total sehr extrem voll. überfüllt rappelvoll hälfte prozent "
    "einzige" },
{ SENSE_OPTION,
    "möglich möglichkeit alternative geht machbar erlaubt darf dürfen "
    "gültig gilt zulässig zugelassen anerkannt akzeptier bedingung "
    "voraussetzung regel regelung vorschrift recht. rechte. kombinierbar "
    "übertragbar umbuchbar umbuch umgebucht mitnahme kulant barrierefrei "
    "rollstuhlgerecht kinderfreundlich familienfreundlich "
    "behindertengerecht hundefreundlich =lohnt =lohnen =reicht" },
{ SENSE_MAKE,
    "mach macht gemacht tut. tun. getan" },
{ SENSE_USE,
    "benutz benutzt nutz genutzt verwend verwendet nehm nimmt genommen trag "
    "getragen einstell klick geklickt drück gedrückt eingeb eingegeben lad "
    "geladen start starte gestartet" },
{ SENSE_REASON,
    "grund. ursache begründung deshalb weil wegen aufgrund" },
{ SENSE_TRUTH,
    "stimmt wahr wahrheit richtig falsch korrekt fakt fakten beweis "
    "tatsache realität genau. stimmen faktisch gelogen. erfunden "
    "behauptungen wahrheitsgemäß plausibel glaubwürdig unglaubwürdig seriös "
    "unseriös objektiv neutral sachlich unsachlich wissenschaft studie. "
    "statistik beleg. belegen bewiesen nachgewiesen widerleg" },
{ SENSE_TOPIC,
    "thema sache ding punkt beispiel unterschied zusammenhang sinn zweck "
    "ziel =fall =falle =fälle =fällen =bezug =bezüglich =betreff =betrifft" },
{ SENSE_SELL,
    "verkauf verkauft verkaufe versteiger inserat vb privatverkauf tausche "
    "biete vermiet vermietung biet." },
{ SENSE_PROMO,
    "aktion sale gewinnspiel verlosung exklusiv limitiert kollektion "
    "entdeck sichern premiere" },
{ SENSE_SAFETY,
    "gefahr gefährlich sicherheit unsicher risiko brand rauch feuer "
    "verbrannt stromschlag funken scherben giftig warnung notbremse "
    "evakuier achtung. vorsicht warnhinweis rückruf. feuermelder "
    "rauchmelder feuerwehr notruf rettungswagen alarm" },
{ SENSE_DIRT,
    "schmutz schmutzig dreckig gestank stinkt stinken müll versifft ekel "
    "ekelhaft eklig widerlich urin ratte mäuse kakerlake sauber sauberkeit "
    "hygiene verdreckt" },
{ SENSE_NOISE,
    "lärm krach lärmbelästigung leise ruhe ruhig geräusch dröhn hupen "
    "gebrüll schreien schreit =laut =lauter =laute =lautes" },
{ SENSE_CITY,
    "berlin. münchen. köln. stuttgart. hamburg. frankfurt. düsseldorf. "
    "hannover. dresden. leipzig. wien. nürnberg. mannheim. kassel. bremen. "
    "duisburg. dortmund. bochum. wuppertal. erfurt. ulm. potsdam. würzburg. "
    "salzburg. graz. linz. innsbruck. zürich. bern. basel. augsburg. "
    "freiburg. mainz. karlsruhe. bonn. kiel. lübeck. rostock. magdeburg. "
    "braunschweig. göttingen. regensburg. passau. rosenheim. kempten. "
    "konstanz. tübingen. heilbronn. saarbrücken. trier. aachen. münster. "
    "bielefeld. paderborn. osnabrück. oldenburg. koblenz. wiesbaden. "
    "darmstadt. nrw. sachsen. hessen. thüringen. niedersachsen. "
    "brandenburg. schwaben. rhein. ruhr. main. donau. elbe. nord. süd. "
    "west. ost. london. paris. rom. schweiz. italien. spanien. polen. "
    "china. england. frankreich. hauptstadt. innenstadt. altstadt. dorf. "
    "ort. strasse. gasse. allee. viertel. stadtteil. umland." },
{ SENSE_NUMBER,
    "=zwei =drei =vier =fünf =sechs =sieben =acht =neun =zehn =elf =zwölf "
    "=zwanzig =dreissig =hundert =tausend =dutzend =zweimal =dreimal "
    "=einmal =halb =halbe =erste =ersten =erster =zweite =zweiten =dritte "
    "=dritten =nächste =nächsten =nächster" },
{ SENSE_DIRECT,
    "raus. hin. zurück. runter. rauf. hinten. vorne. vorn. oben. unten. "
    "drin. drüben. draussen. vorbei. herum. innen. aussen. neben. zwischen. "
    "hinter. gegenüber. nähe. mitte. ecke. überall. irgendwo. =rechts "
    "=links =rein =weiter =weiterhin =fort =hinaus =heraus" },
{ SENSE_HEDGE,
    "=vielleicht =wahrscheinlich =vermutlich =eher =ziemlich =fast =etwa "
    "=ungefähr =knapp =ca =circa =irgendwie =scheinbar =evtl =eventuell "
    "=quasi =relativ =eigentlich" },
{ SENSE_CONNECT,
    "=trotzdem =jedoch =zwar =sondern =ausserdem =dennoch =allerdings "
    "=dagegen =daher =somit =dadurch =obwohl =falls =sofern =bevor =nachdem "
    "=während =sobald =solange =damit =indem =sowie =sowohl =entweder "
    "=statt =anstatt =trotz =ansonsten =übrigens =jedenfalls =zumindest "
    "=wenigstens =immerhin =schliesslich =sogar =selbst" },
{ SENSE_INTENSE,
    "=wirklich =echt =einfach =leider =absolut =völlig =besonders =ehrlich "
    "=gar =überhaupt =definitiv =eindeutig =genauso =äusserst =dermassen "
    "=krass =vollkommen =komplett =höchst =sowas =derart" },
{ SENSE_GOOD,
    "gut gute guter gutes gutem besser bessere beste besten bester bestes "
    "positiv gesund wichtig interessant lustig witzig komisch fair normal "
    "=wert =sinnvoll =nützlich =praktisch" },
{ SENSE_BAD,
    "schlimm schlimmer schwierig schwer kompliziert negativ unnötig "
    "überflüssig sinnlos langweilig seltsam merkwürdig fragwürdig "
    "zweifelhaft dubios böse unangenehm =arm" },
{ SENSE_FEEL,
    "freu freut freue gefreut froh glücklich spannend gespannt neugierig "
    "stolz spass freude glück lust laune angst sorge sorgen besorgt "
    "erleichtert vorfreude wehmut erinner erinnert erinnerung geniess "
    "genossen überrascht schock schockiert wundern kribbelt =stört =störe "
    "=stören =leid" },
{ SENSE_READ,
    "les. liest. lesen. lese. gelesen. hör. höre. hört. gehört. "
    "durchgelesen. vorlesen. ansage. durchsage. bahnansagen. hörspiel. "
    "hörbuch." },
{ SENSE_BEGIN,
    "beginn begonnen anfang anfangen angefangen ende endet beend beendet "
    "fertig abgeschlossen aufhör aufgehört losgeht =neu =neue =neuer =neues "
    "=neuen =neuerdings" },
{ SENSE_LIVE,
    "leben lebt gelebt wohn wohnt wohne aufgewachsen geboren zieh zieht "
    "gezogen umzug umgezogen umziehen alltag" },
{ SENSE_TITLE,
    "=herrn =fr =dr =prof =dame =damen =herren =hr =geehrte =geehrter "
    "=geehrten =herr =frau" },
{ SENSE_ONLINE,
    "=https =http =www =com =html =de =utm =co =img =pic =facebook =fb "
    "=twitter =youtube =instagram =google =whatsapp =tiktok =blog =via =rt "
    "=amazon =ebay =kleinanzeigen =wikipedia =onlinehandel =paypal" },
{ SENSE_AGENCY,
    "dpa afp apa afx ots reuters lufthansa schenker telekom bvg mvg vrr vbb "
    "kvb hvv vvs rnv sbb öbb db bahner flixbus fernbus fernverkehr "
    "nahverkehr öpnv personenverkehr verkehrsverbund verkehrsbetriebe "
    "stadtwerke verkehrsmittel schiene schienen gmbh ag =express "
    "bahnverkehr zugverkehr railway fluggesellschaft airline germanwings "
    "ryanair easyjet eurowings" },
{ SENSE_HAPPEN,
    "passier geschieht geschehen ereignis vorfall vorgefallen los erlebt "
    "erlebnis erleb unglück entgleist zusammenstoss =passiert =betroffen "
    "=fiel =fällt =fallen" },
{ SENSE_LEGAL,
    "vertraglich agb datenschutz dsgvo impressum klausel frist anspruch "
    "gesetzlich haftung versicherung versichert bescheinigung bestätigung "
    "antrag beantrag unterlagen nachweis ausweis personalausweis "
    "führerschein behörde amt stadtverwaltung rathaus ordnungsamt finanzamt "
    "bürgeramt genehmigung zuständig meldebescheinigung =rechtlich "
    "impfnachweis mindestlaufzeit laufzeit vollmacht unterschrift "
    "unterschreiben beglaubig" },
{ SENSE_CHECK,
    "prüf prüfen überprüf geprüft kontroll kontrollier kontrolle "
    "kontrolliert nachschau nachseh vergleich getestet test nachforsch "
    "nachverfolg recherchier. nachzählen nachmess messen. gemessen ablesen "
    "zählerstand stichprobe kontrolleure. inspizier" },
{ SENSE_DECIDE,
    "entscheid entschieden entscheidung plan plane geplant überleg überlegt "
    "vorhab vorhaben beabsichtig =einigung schlichter" },
{ SENSE_TRY,
    "versuch versucht probier probiert ausprobier geschafft schaff klapp "
    "klappt geklappt gelingt hinbekommen" },
{ SENSE_HOLD,
    "hält. gehalten. haltet. behalt. behalten. bleib. bleibt. geblieben. "
    "lass. lässt. lassen. gelassen. hinterlass. =verlassen =verlasse" },
{ SENSE_PUT,
    "setz setzt gesetzt stellt leg legt gelegt liegt liegen häng gehängt "
    "steck gesteckt gepackt" },
{ SENSE_PULL,
    "hol holt geholt heb gehoben dreh gedreht wechsel gewechselt wend "
    "schieb geschoben" },
{ SENSE_LOOKS,
    "klingt scheint erscheint wirkt riecht fühlt aussieht aussehen schein" },
{ SENSE_GIFT,
    "geschenk geschenkt präsent verpack verpackung einpack geschenkidee "
    "geschenkkarton schleife anlass jubiläum mitbringsel gutscheinkarte "
    "adventskalender nikolaus osterkorb muttertag valentinstag konfirmation "
    "kommunion einschulung schultüte" },
{ SENSE_LEARN,
    "lern gelernt lernen anfänger fortgeschrittene einsteiger übung üben "
    "geübt lehrgang zertifikat niveau stufe fahrstunde fahrschule theorie "
    "praxisstunde klavier gitarre gesang instrument noten schwimmkurs "
    "tanzkurs nachhilfe sprachkurs yogakurs kochkurs malkurs töpferkurs "
    "nähkurs tanzstunde unterrichtsstunde schnupperstunde musikschule "
    "volkshochschule vhs theorieprüfung praktische. fahrprüfung "
    "anmeldeschluss" },
{ SENSE_CRAFT,
    "elektriker klempner installateur maler schreiner tischler dachdecker "
    "schlosser maurer fliesenleger gärtner schornsteinfeger glaser "
    "raumausstatter sattler schuster schneider schneiderin schneiderei "
    "polsterer uhrmacher goldschmied optiker hörakustiker buchbinder imker "
    "winzer bäcker metzger fleischer konditor florist floristin drogerie "
    "reinigung wäscherei schlüsseldienst sanitär baumarkt steinmetz "
    "bestatter hebamme fotograf druckerei copyshop tätowier werkzeug "
    "schraube bohrer leiter holz metall stein beton kleber tapete lasur "
    "dämm fuge silikon dichtung =säge =sägen =kettensäge estrich putz. "
    "rigips bohrloch dübel kreissäge akkuschrauber schleifpapier pinsel "
    "grundierung dachrinne ziegel regenrinne pflasterstein carport "
    "gartenhaus wärmepumpe solaranlage photovoltaik wallbox "
    "fussbodenheizung heizkessel gastherme armatur siphon waschbecken "
    "duschkabine rohrreinigung sicherungskasten fehlerstrom zählerkasten" },
{ SENSE_CONTACT,
    "pn dm direktnachricht mail email schreiben messenger postfach spam "
    "spamordner sms anruf telefonnummer rufnummer nummer adresse anschrift" },
{ SENSE_RESULT,
    "ergebnis erfolg folge wirkung vorteil nachteil hinweis zeichen rekord" },
{ SENSE_GROUP,
    "gruppe kreis gesellschaft gemeinschaft jugend erwachsene" },
{ SENSE_PROBLEM,
    "ärgernis hindernis missstand kritik kritisier beanstand umständlich "
    "problematik" },
{ SENSE_EXPECT,
    "erwart erwartet erwartung geduld hoffnung versprech versprochen "
    "zugesagt zusage angekündigt ankündigung zugesichert =verspricht "
    "=versprechen =verlass" },
{ SENSE_FUTURE,
    "bald demnächst künftig zukünftig zukunft später nächstes danach dann "
    "irgendwann" },
{ SENSE_COMPARE,
    "anders andere anderen anderer anderes anderem gleich gleiche gleichen "
    "selbe selben dieselbe dasselbe ebenso ähnlich unterschiedlich "
    "verschieden" },
{ SENSE_EXIST,
    "existier besteht vorhanden verfügung besitz enthält enthalten umfasst" },
{ SENSE_DIALECT,
    "=isch =nit =nid =scho =dat =wat =ick =ik =nich =nischt =mei =gsi =hob "
    "=hab =ham =hamma =samma =sama =gell =fei =koa =koan =kimmt =gscheid "
    "=gsehn =gseh =amoi =oida =oarg =ois =eich =enk =mia =i =dahoam =aweng "
    "=bissle =bissl =bisserl =heid =heit =haid =do =dös =des =dees =schee "
    "=guad =vilmal =uf =ufm =chan =chunnt =isches =git =gits =hend =händ "
    "=wänd =wöisch =öppis =öpper =wer =mues" },
{ SENSE_APOLOGY,
    "entschuldig entschuldigung sorry verzeih pardon missverständnis" },
{ SENSE_ITSELF,
    "ich du er sie es wir ihr man mich dich sich uns euch mir dir ihm ihn "
    "ihnen mein meine meinen meinem meiner dein deine deinen unser unsere "
    "unseren euer eure euren ihre ihren ihrem seine seinen der die das den "
    "dem des ein eine einen einem einer eines kein keine keinen nicht "
    "nichts nie ja nein doch mal denn eigentlich halt eh wohl schon noch "
    "auch nur so da dort hier und oder aber weil dass wenn ob als wie was "
    "wer wo wann warum wieso weshalb wozu womit wofür welche welcher "
    "welches welchen wem wen woher wohin dann also bitte in im an am auf "
    "aus bei mit nach von vom vor zu zum zur für über unter um durch ohne "
    "gegen bis ab seit ist sind bin bist seid war waren wird werden wurde "
    "wurden hab habe hat haben habt hast hatte hatten hätte hätten kann "
    "können könnt kannst könnte könnten darf dürfen muss müssen soll sollen "
    "sollte will wollen wollt würde würden möchte wäre wären diese dieser "
    "dieses diesen jemand irgendwer etwas irgendwas immer wieder gerade "
    "jetzt heute gar mehr sehr ganz" },
};
const int n_lexicon_de = ARRAY_LEN(lexicon_de);
