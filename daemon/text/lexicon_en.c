/* SPDX-License-Identifier: ISC */
/*
 * lexicon_en.c - what English words are about; see lexicon.h for the marks.
 */

#include "base/mem.h"
#include "text/lexicon.h"

const struct lexicon_list lexicon_en[] = {
{ SENSE_VEHICLE,
    "train =bus tram metro subway ferry plane flight coach carriage railway "
    "=cab uber lyft taxi tube shuttle aircraft jet" },
{ SENSE_CAR,
    "=car truck van motorbike scooter tyre tire motor engine exhaust clutch "
    "brake diesel petrol battery mileage garage gearbox windscreen bumper "
    "=tow" },
{ SENSE_BIKE,
    "bicycle bike cycle saddle pedal handlebar chain" },
{ SENSE_STOP,
    "station platform terminal gate airport stop" },
{ SENSE_LINE,
    "route line connection diversion roadworks track timetable schedule" },
{ SENSE_TRAVEL,
    "travel trip journey drive driving ride board boarded boarding depart "
    "departure arrive arrival arrived commute commuter vacation holiday fly "
    "flew flying landed landing layover transfer tarmac trips" },
{ SENSE_TICKET,
    "ticket fare pass railcard reservation seat seats season upgrade "
    "baggage luggage bag bags legroom" },
{ SENSE_PRICE,
    "price cost costs charge charged fee expensive cheap cheaper discount "
    "rate rates free dollar pound quid bucks afford overpriced tax deal "
    "budget quote estimate" },
{ SENSE_PAY,
    "pay paid payment card cash credit debit paypal invoice bill billed "
    "billing receipt deposit bank checkout transaction statement =tip "
    "contactless balance" },
{ SENSE_REFUND,
    "refund refunded reimburse compensation compensate return returned "
    "returns exchange exchanged chargeback warranty guarantee claim" },
{ SENSE_VOUCHER,
    "voucher coupon code promo points reward rewards gift giftcard loyalty" },
{ SENSE_FACILITY,
    "lift elevator escalator heating heater boiler wifi internet broadband "
    "toilet loo restroom socket outlet screen display printer scanner phone "
    "tablet laptop computer charger cable adapter machine device fridge "
    "freezer dishwasher washer dryer oven microwave kettle hoover vacuum "
    "drill pump valve =tap sink shower drain pipe lock door window light "
    "lamp barrier =bin camera router modem speaker headphone console "
    "controller xbox playstation iphone ipad android macbook keyboard mouse" },
{ SENSE_SOFTWARE,
    "app website site webpage page login password account profile server "
    "browser update version feature button link menu search filter form "
    "download file bug software system database ios windows mac chrome "
    "safari firefox email inbox notification playlist spotify stream "
    "streaming shuffle sync settings username subscription premium member "
    "verification glitch" },
{ SENSE_BROKEN,
    "broken broke faulty defective fails fail failed failing failure error "
    "fault crash crashes crashed crashing freeze freezes frozen froze stuck "
    "buggy glitchy down outage issue issues problem problems leak leaking "
    "leaks cracked damaged damage damages jammed blocked dead smashed torn "
    "ripped ruined wrecked scratched scratch loose unusable disconnects "
    "disconnected lag laggy lagging buffering" },
{ SENSE_LATE,
    "=late delay delayed delays wait waited waiting waits queue queued hold "
    "overdue slow slower forever stranded standing" },
{ SENSE_CANCEL,
    "cancel cancelled canceled cancellation cancelling postponed "
    "rescheduled discontinued closed closing" },
{ SENSE_ARRIVE,
    "received receive receiving came got get gotten getting showed" },
{ SENSE_SEND,
    "send sent sending ship shipped shipping shipment deliver delivered "
    "delivery deliveries delivering dispatch dispatched post posted postage "
    "courier collect collected collection pickup tracking tracked driver" },
{ SENSE_ORDER,
    "order ordered orders ordering book booked booking bookings purchase "
    "purchased buy buying bought preorder basket cart contract" },
{ SENSE_PARCEL,
    "parcel package packages box packet mail letter item items goods usps "
    "ups fedex dhl" },
{ SENSE_MISSING,
    "missing lost lose losing misplaced left forgot forgotten empty gone "
    "disappeared vanished stolen lacks" },
{ SENSE_STAFF,
    "staff employee employees manager rep reps representative agent agents "
    "attendant clerk waiter waitress bartender receptionist crew team "
    "support service supervisor technician engineer mechanic plumber "
    "electrician barista cashier stylist colleague owner boss" },
{ SENSE_RUDE,
    "rude impolite unhelpful ignorant dismissive arrogant attitude "
    "disrespectful hangs ignored ignoring ignore shouted yelled yelling "
    "laughed condescending insulted" },
{ SENSE_ANGER,
    "angry annoyed annoying annoys frustrated frustrating disappointed "
    "disappointing disappointment disgusted disgraceful disgrace disgusting "
    "appalling awful terrible horrible horrendous worst worse ridiculous "
    "unacceptable joke shambles pathetic useless rubbish crap shit shitty "
    "bullshit fuck fucking damn hell sucks suck hate hated furious pissed "
    "livid shocking shame shameful scam scammed ripoff fraud robbery bs wtf "
    "smh poor poorly bad unbelievable insane absurd nightmare mess outrage "
    "outrageous garbage trash complain complaint complaints complaining" },
{ SENSE_INSULT,
    "idiot idiots moron stupid dumb fool clown clowns liar liars lied lying "
    "bitch ass asshole loser losers bastard incompetent thieves crook "
    "crooks nazi racist" },
{ SENSE_PRAISE,
    "great awesome amazing excellent fantastic wonderful brilliant lovely "
    "perfect superb best outstanding incredible beautiful gorgeous "
    "delicious nice cool kind friendly helpful polite love loved loving fab "
    "fabulous impressed impressive happy pleased delighted recommend "
    "recommended good kudos props congrats congratulations proud favourite "
    "favorite enjoyed enjoy enjoying stunning cute adorable epic fun" },
{ SENSE_THANKS,
    "thanks thank thankyou thx ty cheers appreciate appreciated grateful ta" },
{ SENSE_GREET,
    "hello hi hey hiya morning dear greetings regards howdy" },
{ SENSE_LAUGH,
    "lol lmao haha hahaha rofl lmfao hehe xd xoxo" },
{ SENSE_IRONY,
    "obviously apparently clearly wow bravo sarcasm irony sure seriously "
    "literally" },
{ SENSE_ASK,
    "ask asked asking question questions enquire inquire enquiry wonder "
    "wondering curious info information details clarify explain explanation "
    "answer query" },
{ SENSE_REPLY,
    "reply replied respond responded response responses replying feedback "
    "contact contacted contacting message messaged call called calling "
    "callback phoned rang emailed dm dms dmed reach reached" },
{ SENSE_KNOW,
    "know knows known knew understand understood idea clue aware remember "
    "remembered heard familiar tell" },
{ SENSE_THINK,
    "think thought believe feel felt feeling guess suppose opinion reckon "
    "seem seems looks assume hope hoping hoped wish expect expected "
    "expecting expects surprised doubt" },
{ SENSE_SAY,
    "say says said saying told telling tells speak spoke spoken talk talked "
    "talking claimed mention mentioned write wrote written promised promise "
    "advised informed states" },
{ SENSE_WANT,
    "want wants wanted wanna would like please pls plz prefer rather "
    "request suggestion suggest looking interested keen" },
{ SENSE_NEED,
    "need needs needed must urgent urgently asap immediately required "
    "require requires gotta soon quickly desperate desperately" },
{ SENSE_HELP,
    "help helped helping assist assistance advice advise tips "
    "recommendation recommendations solve solution fix resolve sort solved "
    "resolved emergency" },
{ SENSE_GIVE,
    "give gives gave given offer offers offered provide provides provided "
    "stock stocked sell sells available availability carry supply range "
    "restock restocked" },
{ SENSE_SEARCH,
    "searching searched find finding found look looked spot spotted seek" },
{ SENSE_SHOW,
    "show shows see saw seen seeing watch watched watching picture pictures "
    "pic pics photo photos video videos screenshot view" },
{ SENSE_OPEN,
    "open opens opened opening hours closes close shut weekends sundays" },
{ SENSE_APPOINT,
    "appointment appointments slot slots availabilities table tables "
    "calendar diary waitlist space spaces spots" },
{ SENSE_FIX,
    "repair repairs repaired repairing fixed fixing replace replaced "
    "replacement replacing restore restored install installed installing "
    "installation clean cleaned cleaning serviced alter alteration sew "
    "sharpen paint painted painting refit mend mended adjust adjusted "
    "change changed changing swap swapped updated correct corrected reset "
    "restart restarted reboot rebooted reinstall reinstalled uninstall "
    "unlock unlocked" },
{ SENSE_DELETE,
    "delete deleted deleting remove removed removing =ban banned block "
    "suspended suspend censored censor locked hacked disable disabled" },
{ SENSE_FORUM,
    "comment comments posts thread tweet tweets tweeted retweet rt follow "
    "followed follower followers following likes unfollow channel subscribe "
    "subscribed subs upload uploaded user users" },
{ SENSE_ARTICLE,
    "article articles headline headlines story piece paragraph typo typos "
    "caption source sources author editor editorial column reporting "
    "journalism wording spelling grammar misspelled" },
{ SENSE_MEDIA,
    "news newspaper journalist reporter media press tv episode interview "
    "radio bbc cnn fox host magazine podcast paper" },
{ SENSE_PARTY,
    "party democrat democrats republican republicans gop tory labour vote "
    "voted voter voters election elections campaign candidate conservative "
    "liberal" },
{ SENSE_POLITIC,
    "president congress senate senator government minister politics "
    "politician politicians law laws constitution country nation state "
    "trump obama clinton hillary biden america americans american britain "
    "europe russia ukraine russian china israel war wars policy taxes "
    "democracy freedom brexit mayor council" },
{ SENSE_MIGRATION,
    "immigrant immigrants refugee refugees border muslim muslims islam "
    "christian christians church religion religious god jesus bible racism" },
{ SENSE_WAR,
    "police gun guns shooting kill killed killing murder murdered crime "
    "criminal prison jail court judge lawyer terror terrorist attack "
    "attacks army military soldier soldiers veteran veterans victim victims "
    "justice" },
{ SENSE_STRIKE,
    "strike strikes union unions wage wages walkout" },
{ SENSE_ECONOMY,
    "company companies business corporation corporate market economy jobs "
    "profit profits investors billion billions million industry rich money "
    "=rent landlord tenant poverty" },
{ SENSE_CLIMATE,
    "climate environment energy plastic pollution recycling recycle carbon "
    "solar" },
{ SENSE_PEOPLE,
    "people person man men woman women guy guys girl girls boy boys kid "
    "kids dude bro folks everyone somebody passenger passengers customer "
    "customers lady ladies fans fan" },
{ SENSE_FAMILY,
    "mom mum mother dad father son daughter sister brother wife husband "
    "baby family parents grandma grandpa grandmother nan granddad nephew "
    "niece aunt uncle friend friends birthday wedding christening toddler "
    "child children boyfriend girlfriend partner anniversary" },
{ SENSE_LOVE,
    "kiss hug hugs heart dating date crush sexy sex darling honey "
    "sweetheart babe miss" },
{ SENSE_DAILY,
    "sleep slept sleeping bed woke wake tired breakfast lunch dinner coffee "
    "home weekend drunk hungry eat eating ate cook cooked cooking drink "
    "drinking sat sitting walk walked walking bored laugh laughing cry "
    "crying cried" },
{ SENSE_SCHOOL,
    "school student students teacher college university uni class classes "
    "exam homework campus nursery" },
{ SENSE_WORK,
    "work working worked job office meeting shift shifts overtime hiring "
    "career apply applied vacancy resume coworkers" },
{ SENSE_SPORT,
    "football soccer game games match player players league =win won wins "
    "score goal basketball baseball nfl nba tennis golf gym fitness "
    "training champion championship race cricket rugby yoga" },
{ SENSE_MUSIC,
    "music song songs album albums band singer concert movie movies film "
    "films series books novel playing played lyrics artist artists gig "
    "theatre theater dance dancing" },
{ SENSE_WEATHER,
    "weather rain raining rainy snow snowing snowy storm =sun sunny wind "
    "windy hot cold heat freezing winter summer spring autumn" },
{ SENSE_HEALTH,
    "sick ill illness pain painful hurt hurts hurting doctor dentist nurse "
    "hospital clinic surgery medication medicine prescription pills allergy "
    "allergic allergies fever cough blood bleeding injury injured pregnant "
    "vaccine symptom symptoms infection rash dizzy vomiting poisoning "
    "insurance therapy gluten dairy lactose nut nuts vegan vegetarian "
    "diabetic asthma coeliac celiac" },
{ SENSE_BODY,
    "hair head hand hands foot feet eye eyes face skin nail nails beard leg "
    "=arm =back tooth teeth nose mouth =ear" },
{ SENSE_BEAUTY,
    "haircut salon dye highlights blowdry perm facial massage manicure "
    "pedicure lashes brows makeup cream soap perfume shampoo conditioner "
    "trim bleach spa wax" },
{ SENSE_FOOD,
    "bread roll cake cakes pastry meat sausage cheese vegetable vegetables "
    "veg fruit salad soup pizza pasta fish chips egg eggs icecream meal "
    "buffet portion sauce jam chocolate cookie cookies biscuit bagel "
    "croissant sandwich ingredient ingredients burger fries steak chicken "
    "beef pork turkey =ham bacon rice noodles curry dish flour butter milk "
    "yoghurt yogurt pie sourdough scone muffin donut" },
{ SENSE_DRINK,
    "tea beer wine juice water cocktail whisky vodka gin cider espresso "
    "latte cappuccino glass bottle pint" },
{ SENSE_TASTE,
    "taste tastes tasted tasty yummy bland salty stale soggy raw "
    "undercooked burnt mouldy moldy rotten off fresh sweet spicy dry tough "
    "rancid expired" },
{ SENSE_CLOTHES,
    "dress trousers pants jacket coat shoe shoes boots shirt blouse skirt "
    "jumper sweater hoodie socks =hat scarf jeans fabric wool yarn seam zip "
    "zipper belt ring necklace bracelet jewellery jewelry glasses frames "
    "lens lenses bra suit trainers sneakers" },
{ SENSE_SIZE,
    "size sizes sizing large small medium big bigger smaller tight long "
    "short wide narrow length width height weight inches fits =fit" },
{ SENSE_COLOUR,
    "red blue green yellow black white grey gray brown pink purple orange "
    "beige colour color colours colors colored navy" },
{ SENSE_HOUSE,
    "house flat apartment kitchen bathroom bedroom garden roof attic "
    "basement balcony wall walls ceiling floor flooring tiles stairs fence "
    "curtain blinds furniture sofa couch chair mattress wardrobe shelf "
    "carpet =rug radiator" },
{ SENSE_PLANT,
    "flower flowers bouquet rose roses plant plants tree trees hedge lawn "
    "soil seeds wreath orchid =pot compost weeds bulbs" },
{ SENSE_PET,
    "dog dogs =cat cats puppy kitten rabbit hamster horse vet =pet pets "
    "leash collar groomer grooming kennel" },
{ SENSE_STAY,
    "hotel room rooms suite hostel bnb airbnb campsite pitch guest guests "
    "checkin reception towel towels linen sheets pool sauna resort" },
{ SENSE_EVENT,
    "event events workshop course courses lesson lessons tour tours "
    "exhibition museum festival fair admission entry entrance venue "
    "membership trial session sessions rehearsal" },
{ SENSE_SHOP,
    "shop shops store stores supermarket branch bakery butcher cafe "
    "restaurant pub =bar pharmacy bookshop library boutique tesco amazon "
    "walmart target" },
{ SENSE_TIME,
    "hour minute minutes mins min day days week weeks month months year "
    "years monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november "
    "december christmas easter xmas pm am" },
{ SENSE_TODAY,
    "today tomorrow yesterday tonight afternoon evening night" },
{ SENSE_NOW,
    "now currently present moment just nowadays" },
{ SENSE_AGAIN,
    "again always constantly keep keeps every everyday repeatedly "
    "continually still several multiple twice times since already" },
{ SENSE_PAST,
    "was were had did used went took made been once ago last" },
{ SENSE_NEGATE,
    "not never no none nothing nobody cannot without dont doesnt didnt isnt "
    "wasnt arent werent wont wouldnt cant couldnt shouldnt hasnt havent "
    "hadnt neither nor aint" },
{ SENSE_QUANT,
    "all many much more most few lots lot some any whole entire completely "
    "totally really very extremely half percent" },
{ SENSE_OPTION,
    "possible possibly option options alternative allowed permitted valid "
    "accept accepted accepts eligible rule rules terms" },
{ SENSE_MAKE,
    "make makes making do does doing done" },
{ SENSE_USE,
    "use uses using try tries tried trying click clicked pressed enter "
    "entered select selected load loads loading start starts started log "
    "logged connect connected" },
{ SENSE_REASON,
    "reason reasons because cause caused due why" },
{ SENSE_TRUTH,
    "true truth false fact facts wrong right real fake lie proof evidence" },
{ SENSE_TOPIC,
    "thing things stuff matter case point topic subject example difference "
    "situation" },
{ SENSE_SELL,
    "selling sale seller auction renting hire trade" },
{ SENSE_PROMO,
    "giveaway winner exclusive limited launch launching sponsor promotion "
    "advert ad ads" },
{ SENSE_SAFETY,
    "danger dangerous safe safety unsafe risk fire smoke burned burning "
    "burn sparks shards toxic poison hazard recall" },
{ SENSE_DIRT,
    "dirty filthy dirt stink stinks stank smell smells smelly gross nasty "
    "mould mold mice rats cockroach cockroaches hygiene dust stain stains "
    "stained" },
{ SENSE_NOISE,
    "loud noise noisy quiet sound sounds banging" },
{ SENSE_CITY,
    "london manchester leeds birmingham liverpool bristol glasgow edinburgh "
    "cardiff dublin york oxford cambridge brighton newcastle sheffield "
    "nottingham chicago boston texas florida california seattle denver "
    "atlanta dallas houston vegas =street =road =lane =avenue =corner "
    "=square =bridge =north =south =east =west =centre =center =downtown "
    "=uptown" },
{ SENSE_NUMBER,
    "=one =two =three =four =five =six =seven =eight =nine =ten =eleven "
    "=twelve =fifteen =twenty =thirty =forty =fifty =hundred =thousand "
    "=first =second =third =next =final =couple =pair =dozen =double "
    "=single =zero" },
{ SENSE_DIRECT,
    "=up =out =over =under =through =into =around =near =between =behind "
    "=front =side =outside =inside =middle =upstairs =downstairs =across "
    "=along =above =below =opposite =away =apart =forward =ahead =straight "
    "=anywhere =everywhere =somewhere" },
{ SENSE_HEDGE,
    "=maybe =perhaps =probably =likely =almost =nearly =roughly =somehow "
    "=kinda =sorta =somewhat" },
{ SENSE_CONNECT,
    "=however =though =although =instead =otherwise =unless =until =till "
    "=while =whilst =before =after =during =anyway =besides =therefore "
    "=thus =except =whether =either =both =meanwhile" },
{ SENSE_INTENSE,
    "=actually =honestly =absolutely =definitely =certainly =simply =quite "
    "=pretty =super =exactly =fully =truly =entirely =highly =basically "
    "=especially =particularly =purely =properly" },
{ SENSE_GOOD,
    "=fine =okay =ok =alright =better =decent =smart =easy =simple =honest "
    "=useful =handy =interesting =important =funny =lucky =special "
    "=positive =healthy" },
{ SENSE_BAD,
    "=weird =odd =strange =random =hard =difficult =sad =silly =daft =crazy "
    "=mad =negative =upset =sadly =unfortunately =awkward =complicated "
    "=confusing =pointless =unfair =misleading" },
{ SENSE_FEEL,
    "=glad =excited =exciting =afraid =worry =worried =worrying =scared "
    "=nervous =relieved =missed =memories =memory =regret =jealous =shocked "
    "=stunned =thrilled =gutted =emotional" },
{ SENSE_READ,
    "read reading listen listening listened hear hearing voice =audio =reads" },
{ SENSE_BEGIN,
    "begin began begun =end =ended =ending finish finished finishing "
    "=beginning =new =brand" },
{ SENSE_LIVE,
    "live lived living moved moving =move =life =lives neighbourhood "
    "neighbour neighbor village town city local" },
{ SENSE_TITLE,
    "=mr =mrs =ms =sir =madam =dr =prof" },
{ SENSE_ONLINE,
    "=https =http =co =com =www =twitter =facebook =instagram =youtube "
    "=google =whatsapp =tiktok =via =web =online =ebay =gif =hashtag "
    "=hashtags =viral" },
{ SENSE_AGENCY,
    "spotifycares amazonhelp tmobilehelp askebay comcastcares sprintcare "
    "bofa nationalrailenq argoshelpers delta askpaypal virginatlantic hulu "
    "roku samsung sainsburys morrisons argos vodafone verizon comcast "
    "spectrum =apple netflix southwest ryanair easyjet lufthansa "
    "virgintrains" },
{ SENSE_HAPPEN,
    "happen happens happened happening occur occurred incident accident "
    "=experience =experienced" },
{ SENSE_LEGAL,
    "legal sign signed signature certificate licence license permit "
    "passport visa =id official application privacy gdpr data =consent" },
{ SENSE_CHECK,
    "check checked checking test tested testing confirm confirmed "
    "confirmation measure measured compare compared inspect inspection "
    "verify" },
{ SENSE_DECIDE,
    "decide decided decision plan planned planning plans =choose =chose "
    "=choice =considering consider" },
{ SENSE_TRY,
    "=managed =manage =attempt =attempted =able =unable =succeed =succeeded "
    "=avail" },
{ SENSE_HOLD,
    "=stay =stayed =staying =leave =leaving =remain =remains =let =lets "
    "=letting =kept" },
{ SENSE_PUT,
    "=put =puts =putting =set =place =placed =hang =hung =stick =pack "
    "=packed =add =added =adding =attach =attached =include =included "
    "=includes =including" },
{ SENSE_PULL,
    "=take =takes =taking =taken =bring =bringing =brought =pick =picked "
    "=picking =pull =pulled =turn =turned =turning =push =pushed =drop "
    "=dropped" },
{ SENSE_LOOKS,
    "=appear =appears =seemed =shape =style =pattern =design" },
{ SENSE_GIFT,
    "wrapped wrapping hamper =hampers =stocking =surprise" },
{ SENSE_LEARN,
    "learn learned learnt learning teach taught practice practise beginner "
    "beginners advanced piano guitar =choir" },
{ SENSE_CRAFT,
    "builder plasterer tiler roofer carpenter joiner decorator locksmith "
    "gardener tailor seamstress cobbler jeweller optician florist "
    "photographer upholsterer tool tools screw screws ladder wood metal "
    "brass stone steel concrete glue varnish insulation gutter" },
{ SENSE_CONTACT,
    "=address =number =numbers =voicemail =text =texted =texts =landline" },
{ SENSE_RESULT,
    "result results effect consequence =record =success" },
{ SENSE_GROUP,
    "group groups community society association club committee network" },
{ SENSE_EXPECT,
    "=patience =patient =guaranteed" },
{ SENSE_FUTURE,
    "=later =eventually =future =upcoming =finally =shortly =someday" },
{ SENSE_COMPARE,
    "=same =similar =different =differently =other =others =another =else "
    "=alike =normal =usual =usually =regular =standard" },
{ SENSE_EXIST,
    "=exist =exists =own =owned =belongs =contain =contains =consist" },
{ SENSE_APOLOGY,
    "=sorry apology apologies apologise apologize apologised apologized "
    "=excuse =pardon" },
{ SENSE_ITSELF,
    "the a an i you he she it we they me my your his her our their is are "
    "was were be been am do does did dont have has had can could will would "
    "should may might must not no yes and or but because if that this these "
    "those what who where when why how which to of in on at by for with "
    "from about as so just please still any some there here than then only "
    "also too very all im ive id youre its" },
};
const int n_lexicon_en = ARRAY_LEN(lexicon_en);
