/* SPDX-License-Identifier: ISC */
/*
 * cues_en.c - English phrases that mean something; see cues.h for the marks.
 */

#include "base/mem.h"
#include "text/cues.h"

const struct cue_list cues_en[] = {
{ F_GREETING, CUE_EN,
    "hello|hi|hey|hi there|hello there|hey there|hiya|good morning|"
    "good afternoon|good evening|morning|evening|dear|hi guys|hey guys|"
    "hi all|hi team|yo|howdy|alright|greetings" },
{ F_TEAM, CUE_EN,
    "team|support|customer service|customer support|customer care|guys|"
    "you guys|you lot|folks|admin|manager|boss|management" },
{ F_YOU_PLURAL, CUE_EN, "you guys|you all|yall|you lot|yous|youse|ye" },
{ F_YOU, CUE_EN,
    "you|your|yours|u|ur|youre|youve|youll|are you|do you|have you" },
{ F_FIRST_PERSON, CUE_EN,
    "i|im|ive|ill|id|me|my|mine|we|our|us|weve|were|ours|myself" },

{ F_ASK_ANYONE, CUE_EN,
    "does anyone|does anybody|anyone know|anybody know|does anyone know|"
    "has anyone|has anybody|can anyone|can anybody|can someone|"
    "can somebody|could someone|could anyone|anyone else|anybody else|"
    "anyone got|anyone had|anyone have|anyone tried|anyone here|"
    "is anyone|is anybody|would anyone|who knows|who else|who can|"
    "someone tell me|somebody tell me|someone explain|someone help|"
    "anyone recommend|any idea|any ideas|any clue|any suggestions|"
    "any recommendations|any advice|any tips|any update|any updates|"
    "any news|any chance|any word|any eta|did anyone|did anybody" },
{ F_ASK_YOU, CUE_EN,
    "do you|do you have|do you do|do you guys|do ye|d you|do u|did you|"
    "have you|have you got|have you any|are you|are you open|are you guys|"
    "r u|can you|can u|could you|could u|would you|will you|will u|"
    "you got|you got any|got any|you do|you have|would you be able|"
    "are you able|are ye|have ye|can ye|do yous|were you|"
    "you still|you open|you doing|you take|do you take|you deliver|"
    "you guys have|you guys do|do you still|do you sell|do you deliver|"
    "do you offer|do you accept|would it be possible|is it possible|"
    "why do you|why did you|why are you|why have you|why dont you|"
    "why cant you|when will you|when are you|what are your|whats your|"
    "what is your|wheres your|where is your|how do you|how much do you|"
    "how long do you|how are you" },
{ F_ASK_MAY_I, CUE_EN,
    "can i|can we|could i|could we|may i|may we|should i|should we|"
    "do i|do we|do i need|am i|are we|is it|is there|are there|is this|"
    "is that|are these|are those|will it|will there|will this|does it|"
    "does this|does that|did it|would it|how do i|how can i|how do we|"
    "how long|how much|how many|how often|how far|how late|how early|"
    "how would i|how soon|what time|what times|what day|what days|"
    "what should i|what do i|what can i|what size|where can i|where do i|"
    "where is|wheres|when is|whens|when are|when will|when can|when do|"
    "when does|who do i|who can i|who should i|which one|whats the|"
    "what is the|what are the|why is|why is my|why does|why cant i|"
    "why wont|why isnt|why has|why are|why am i|is my|are my|has my|"
    "am i able|am i supposed|is there any|is there a|are there any|"
    "whats happening|whats going on|what happened|what happens|"
    "what is going on|whats up with|what about|how come|how about" },
{ F_WONDER, CUE_EN,
    "i was wondering|was wondering|wondering|wondering if|just wondering|"
    "i wonder if|i wonder whether|wonder whether|let me know|"
    "please let me know|lemme know|id like to know|would like to know|"
    "want to know|need to know|wanted to ask|wanted to know|"
    "would love to know|love to know|quick question|a question|"
    "question for|question about|i have a question|got a question|"
    "silly question|stupid question|dumb question|tell me|please tell me|"
    "can you tell me|please advise|please explain|explain|not sure if|"
    "not sure whether|not sure how|not sure what|unsure|dont know if|"
    "dont know how|dont know what|dont understand|dont get why|"
    "do not understand|no idea how|no idea what|no idea why|"
    "cant figure out|cant work out|cant find|couldnt find|cannot find|"
    "cant see|confused|curious|interested to know|asking for|"
    "trying to find|trying to work out|trying to figure|"
    "grateful if you could|appreciate it if|checking if|checking whether|"
    "to check if|to check whether|just checking|wanted to check|"
    "to ask if|i assume|i take it|remind me|point me|"
    "is it true|is it just me|clarify" },
{ F_AVAILABLE, CUE_EN,
    "in stock|back in stock|still available|available|availability|"
    "any left|spaces left|tickets left|any space|any spaces|room for|"
    "a table|table for|free tomorrow|open today|open tomorrow|"
    "open on|still open|slots|slot|appointment|appointments|"
    "fit me in|fit us in|squeeze|cancellations|vacancies|waiting list" },
{ F_PRICE_ASK, CUE_EN,
    "how much|how much is|how much are|how much for|how much would|"
    "cost of|cost to|price of|price for|prices|price list|rough price|"
    "ballpark|quote|quote for|a quote|rates|what do you charge|"
    "whats the damage|^price$" },
{ F_RECOMMEND, CUE_EN,
    "recommend|recommendation|recommendations|suggest|suggestion|"
    "suggestions|advice|advise|tips|which would you|what would you|"
    "what do you think|thoughts|best way|whats best|good place" },
{ F_SEARCH, CUE_EN,
    "looking for|im looking|looking to|were looking|im after|were after|"
    "after a|in need of|i need|we need|need a|need to|id like|"
    "i would like|wed like|we would like|would like to|want to|"
    "wanting to|hoping to|hoping for|trying to|id love|looking at|"
    "to order|to book|book a|order a|booking for|wanna" },
{ F_HELP, CUE_EN,
    "help|help me|please help|pls help|plz help|need help|help please|"
    "any help|can you help|assist|assistance|stuck|desperate|at a loss|"
    "out of ideas|what now|now what|over to you|no joy|sos|"
    "need some help|need your help" },
{ F_WISH, CUE_EN,
    "would be nice|would be great|would be good|would be lovely|"
    "would be helpful|itd be nice|itd be great|id love to see|"
    "i wish|wish you|wish there was|please add|please bring|bring back|"
    "you should|should have|ought to|could do with|it would help|"
    "feature request|suggestion|consider|need to add|why not|"
    "please make|please put|hope you" },
{ F_ASK_AGAIN, CUE_EN,
    "asked again|asking again|second time|third time|still no answer|"
    "no answer|no reply|no response|no one replies|nobody replies|"
    "no one answers|nobody answers|havent heard|not heard|heard nothing|"
    "havent had a reply|no one has|nobody has|no one called|"
    "emailed 0 times|called 0 times|rang 0 times|0 emails|"
    "never got back|never replied|didnt get back|didnt reply|"
    "ignored|ignoring|cant get through|chasing|following up|follow up|"
    "dmed you|sent you a dm|sent a dm|messaged you|check your dms|"
    "replied to my|reply to my|respond" },

{ F_PLEASE, CUE_EN, "please|pls|plz|pleaseee|plss|kindly" },
{ F_DEMAND, CUE_EN,
    "please fix|fix|fix it|fix this|fix your|sort it|sort this|sort it out|"
    "sort out|sort your|sort yourselves|call me|ring me|phone me|"
    "call back|ring back|email me|contact me|get back to me|reply|"
    "send me|send someone|send it|dm me|take me off|remove me|remove|"
    "delete|unsubscribe|cancel|cancel my|change my|move my|update my|"
    "replace|replacement|redo|resend|re send|reinstate|unlock|unblock|"
    "reset|refund me|i want|we want|i expect|i demand|i need this|"
    "make sure|make it|stop|stop sending|stop calling|put it back|"
    "turn it|turn the|bring it|collect it|pick it up|look into|"
    "look into this|check|please check|confirm|please confirm|"
    "resolve|escalate|arrange|let a human|speak to|talk to|"
    "do something|get someone|correct|amend|add me|put me|give me" },
{ F_BROKEN, CUE_EN,
    "broken|broke|not working|isnt working|stopped working|doesnt work|"
    "dont work|didnt work|does not work|wont work|not work|cant get|"
    "wont load|wont play|wont open|wont start|wont let|wont connect|"
    "not loading|not playing|not letting|keeps crashing|crashing|"
    "crashes|crashed|crash|keeps|frozen|freezing|glitch|glitching|"
    "bug|buggy|error|error message|down|faulty|fault|damaged|cracked|"
    "leaking|leaks|leak|dripping|snapped|smashed|torn|ripped|"
    "issue|issues|problem|problems|having trouble|trouble|cant log|"
    "cannot log|cant login|logged out|locked out|cant access|"
    "unable to|cant play|cant listen|cant download|disappeared|"
    "mouldy|moldy|stale|raw|undercooked|cold|burnt|dirty|filthy|hair|"
    "no signal|no internet|no power|no hot water|playing up|jammed|"
    "hacked|got hacked|been hacked|skipping|buffering|lagging" },
{ F_MISSING, CUE_EN,
    "missing|never arrived|hasnt arrived|not arrived|didnt arrive|"
    "havent received|not received|never received|didnt receive|"
    "hasnt come|never came|didnt come|didnt turn up|never turned up|"
    "nobody turned up|no one turned up|no sign of|lost|wrong|"
    "wrong size|wrong order|wrong item|incorrect|forgot|left out|"
    "only got|only received|charged twice|double charged|overcharged|"
    "gone|vanished|empty|not showing|doesnt show|not appearing|"
    "no longer|not there|delivered to the wrong|no confirmation" },
{ F_WAITING, CUE_EN,
    "waiting|still waiting|been waiting|waited|on hold|for 0 hours|"
    "for 0 days|for 0 weeks|for 0 months|0 days|0 weeks|0 hours|"
    "0 months|0 days ago|0 weeks ago|for days|for weeks|for months|"
    "for hours|since monday|since yesterday|since last|over a week|"
    "over an hour|over a month|a week ago|last week|late|delayed|delay|"
    "overdue|was supposed|were supposed|supposed to|was meant to|"
    "promised|was told|been told|told me|said it would" },
{ F_STILL, CUE_EN,
    "still|still not|still no|still hasnt|still havent|still cant|"
    "still doesnt|yet again|again|every time|every day|every week|"
    "every single|keep getting|keeps happening|constantly|always|"
    "already|once again|not once|repeatedly|continues to|so far|"
    "never|yet|another" },
{ F_MONEY_BACK, CUE_EN,
    "refund|refunded|money back|my money|reimburse|compensation|"
    "charged|charged me|charging me|overcharge|billed|bill|invoice|"
    "payment|deposit|credit|debited|fee|fees|warranty|guarantee|"
    "return|exchange|claim|subscription" },
{ F_COMPLAIN, CUE_EN,
    "unacceptable|not acceptable|disgrace|disgraceful|disgusting|"
    "appalling|shocking|terrible|awful|horrible|worst|rubbish|pathetic|"
    "ridiculous|joke|a joke|shambles|useless|poor service|bad service|"
    "rude|disappointed|disappointing|frustrated|frustrating|annoying|"
    "annoyed|angry|furious|fuming|fed up|sick of|tired of|had enough|"
    "never again|last time|complain|complaint|not happy|unhappy|"
    "not good enough|ripped off|rip off|scam|fraud|lied|lying|shame|"
    "losing faith|let down|wasted|waste of|not ok|not on|cancelling|"
    "canceling|sucks|wtf|terrible service|no apology|ruined|noise|loud" },
{ F_URGENT, CUE_EN,
    "urgent|urgently|asap|emergency|right now|immediately|straight away|"
    "as soon as possible|today please|by tomorrow|by tonight|"
    "before tomorrow|deadline|time sensitive|desperately|quickly" },
{ F_SAFETY, CUE_EN,
    "allergic|allergy|allergies|allergen*|anaphyla*|epipen|nut allergy|"
    "peanut|peanuts|nuts in|coeliac|celiac|gluten free|lactose|asthma|"
    "cant breathe|poisoning|poisoned|food poisoning|throwing up|vomiting|"
    "hospital|ambulance|a and e|bleeding|blood|unconscious|injured|"
    "injury|accident|smell gas|smell of gas|gas leak|carbon monoxide|"
    "smoke|sparks|sparking|fire|electric shock|glass in|metal in|"
    "choked|choking|pregnant|fever|side effects|overdose|brakes|"
    "swallowed|suicidal|kill myself|burned my|burnt my" },
{ F_CORRECTION, CUE_EN,
    "typo|spelling|misspelled|spelt wrong|should be|should read|"
    "should say|its actually|not correct|correction|headline|broken link|"
    "link is broken|dead link|wrong link|caption|factually|"
    "in the article|in your article|you mean|fact check" },

{ F_THANKS, CUE_EN,
    "thanks|thank you|thankyou|thx|ty|tysm|cheers|ta|thanx|tnx|"
    "many thanks|thanks a million|thanks so much|thank you so much|"
    "much appreciated|appreciate it|appreciated|thanks a lot|"
    "thanks a mill|nice one|bless you|grateful|thank u|kudos|shoutout|"
    "shout out|props to|hats off|well done" },
{ F_THANKS_AHEAD, CUE_EN,
    "thanks in advance|thank you in advance|many thanks in advance|tia|"
    "thanks for any|thanks for your help|thank you for your help|"
    "thanks for your time|in advance|any help appreciated|"
    "would be appreciated|would be much appreciated|cheers in advance" },
{ F_SETTLED, CUE_EN,
    "sorted|all sorted|its sorted|got it sorted|never mind|nevermind|"
    "nvm|all good|all good now|working now|works now|its working|"
    "working again|fixed now|fixed it|its fixed|thats fixed|figured it out|"
    "worked it out|found it|its here|arrived|it arrived|no worries|"
    "no problem|that worked|it worked|did the trick|problem solved|"
    "resolved|no longer need|got it|perfect|will do|ok great|great thanks|"
    "ok thanks|okay thanks|brilliant thanks|lovely thanks|back now|"
    "got there|all done|panic over|crisis averted" },
{ F_PRAISE, CUE_EN,
    "love|love it|love this|great|amazing|awesome|brilliant|fantastic|"
    "excellent|wonderful|lovely|best|the best|perfect|superb|beautiful|"
    "delicious|top notch|nice|cool|fab|fabulous|outstanding|"
    "highly recommend|great service|so good|well done|good job|great job|"
    "keep it up|congrats|congratulations|happy|legend|legends|star|stars|"
    "gorgeous|stunning|impressed|a dream|chuffed|favourite|favorite" },

{ F_RHETORICAL, CUE_EN,
    "who cares|who needs|who wants|who doesnt|who doesnt love|"
    "who wouldnt|who knew|who would have|who would|who even|who the|"
    "what the|what the hell|what the heck|what kind of|what sort of|"
    "whats not to|whats the point|what is the point|what more|"
    "what else|what could|what was i|what did i|what are the odds|"
    "why bother|why not|why would anyone|why would i|why even|"
    "how hard can|how hard is|how hard is it|how is this|how is that|"
    "how can anyone|how could anyone|how dare|how do they|how the|"
    "how about no|really?|seriously?|srsly?|are you kidding|"
    "are you serious|are you joking|you kidding|you serious|"
    "is this a joke|is it any wonder|is nothing|am i the only|"
    "am i right|remember when|remember the|when will they|"
    "when did we|since when|where did the time|since when is|"
    "can you imagine|can you believe|could you imagine|"
    "do they even|do people|does anyone even|isnt it|isnt that|"
    "isnt this|arent we|dont you just|dont we all|dont you love|"
    "guess what|you know what|know what|so what|says who|"
    "what do i know|whats new|what a|do i look|did i mention|"
    "have you seen the state|have they|are we surprised|"
    "is anyone surprised|who thought|who asked|who signed off|"
    "how many times|how did we|where do they" },
{ F_TAG_QUESTION, CUE_EN,
    "right$?|eh$?|huh$?|innit$?|isnt it$?|arent they$?|arent you$?|"
    "dont you$?|dont they$?|doesnt it$?|didnt it$?|wasnt it$?|"
    "wouldnt it$?|isnt he$?|isnt she$?|no$?|yeah$?|yes$?|hey$?|"
    "aint it$?|wasnt he$?|wasnt she$?|is it$?|are we$?|you know$?|"
    "dont you think$?|am i right$?|amirite$?|or what$?|ya know$?|"
    "havent we$?|arent we$?|didnt we$?|dont we$?" },
{ F_SARCASM, CUE_EN,
    "oh great|just great|great job|nice one|bravo|well done|slow clap|"
    "yeah right|sure|of course|obviously|lol|lmao|haha|hahaha|"
    "rofl|smh|oh well|thanks for nothing|good luck with|as if|"
    "surprise surprise|shocker|typical|nonsense|bollocks|congrats on" },
{ F_BAIT, CUE_EN,
    "tag a friend|tag someone|tag your|tag a mate|like if|share if|"
    "rt if|retweet if|comment below|drop a|drop an|follow me|"
    "follow back|follow us|subscribe|subscribe to|check out my|"
    "my channel|my new video|giveaway|win a|enter to win|"
    "double tap|caption this|thumbs up if|hands up|raise your hand|"
    "please subscribe|dm for|dm me for" },
{ F_TOLD_PERSON, CUE_EN,
    "shall we|we should go|we need to go|lets go|wanna go|fancy it|"
    "fancy this|fancy going|you coming|are you coming|u coming|"
    "you in|look at this|look at that|remember this|remember that|"
    "remember when we|reminds me of you|this is you|told you|"
    "did you see|have you seen this|mate|babe|bro|mum|dad|hun|dude|"
    "you free|u free|pint" },
{ F_NUDGE, CUE_EN,
    "anyone there|anybody there|hello anyone|is anyone there|"
    "you there|u there|are you there|still there|bump|any update|"
    "any news|no reply|still nothing|reply please|please reply|"
    "please respond|please answer|answer me|answer please|"
    "knock knock|earth to|is this thing on|hellooo" },

{ F_OFFER, CUE_EN,
    "0 off|off everything|discount|discount code|promo code|use code|"
    "voucher code|sale|flash sale|special offer|offer|offers|deal|deals|"
    "free shipping|free delivery|for free|limited time|limited edition|"
    "while stocks last|today only|this week only|only 0 left|"
    "last chance|dont miss|just landed|just in|new in|now available|"
    "introducing|launch|launching|now open|black friday|bogo|"
    "buy one|from just|from only|save|save up|exclusive|new collection|"
    "pre order|preorder|back by popular|earn|crypto|bitcoin|profit" },
{ F_BUY_NOW, CUE_EN,
    "shop now|buy now|order now|book now|sign up|sign up now|get yours|"
    "grab yours|grab a|treat yourself|come and see|come on down|"
    "pop in|come in|visit us|visit our|discover|explore|experience|"
    "enjoy|learn more|read more|find out more|find out|click here|"
    "click the link|join us|register now|register today|call today|"
    "call us today|get in touch|dm us to|message us to|tickets|"
    "get your tickets|on sale now|add to basket|swipe|tap the link|"
    "stop by|dont wait|hurry|check out our|check out the|see you there" },
{ F_LINK_IN_BIO, CUE_EN,
    "link in bio|link in our bio|link below|link in comments|"
    "on our website|online now|in store|in stores|available now|"
    "via|blog|new post|new blog|ad|sponsored|report|read the|"
    "watch the|listen to our|download our|our latest" },
{ F_ADJECTIVE, CUE_EN,
    "handmade|hand made|handcrafted|hand crafted|locally sourced|"
    "freshly|fresh|artisan|luxury|luxurious|premium|quality|"
    "sustainable|unique|bespoke|unforgettable|delicious|indulge|"
    "indulgent|perfect for|perfect gift|passion|passionate|"
    "award winning|family run|family owned|experts|cosy|vibrant|"
    "stylish|elegant|crispy|juicy|zesty|velvety|game changer|"
    "must have|vibes|elevate|effortless" },
{ F_LURE, CUE_EN,
    "did you know|have you tried|have you heard|ever wondered|"
    "ever wanted|looking for the perfect|looking for a new|"
    "need a break|need a gift|ready for|ready to|fancy a|fancy some|"
    "craving|hungry|thirsty|tired of|struggling with|dreaming of|"
    "why settle|why wait|what are you waiting|who needs a|"
    "stuck for ideas|want to|got plans|feeling" },

{ F_APOLOGY, CUE_EN,
    "sorry|so sorry|were sorry|im sorry|very sorry|apologies|apologise|"
    "apologize|our fault|my fault|my bad|our mistake|my mistake|"
    "forgive|bear with us|regret|oh no" },
{ F_HOLDING, CUE_EN,
    "well look into|ill look into|looking into|look into it|"
    "look into this|get back to you|well get back|ill get back|"
    "be in touch|well be in touch|ill be in touch|let you know|"
    "ill let you know|well let you know|ill check|well check|"
    "let me check|checking with|ill find out|well find out|"
    "ill ask|well ask|passed it on|passed this on|passed on to|"
    "forwarded|on it|were on it|im on it|working on it|"
    "investigating|call you back|ring you back|ill call you|"
    "well call you|come back to you|update you|bear with" },
{ F_OPENING, CUE_EN,
    "opening hours|opening times|well be open|were open|we are open|"
    "open until|open from|open till|closed|closing|closing early|"
    "well be closed|were closed|we are closed|reopen|re open|"
    "reopening|bank holiday|holiday hours|from 0 to 0|0 to 0|"
    "last orders|office hours|phone lines|back on monday" },
{ F_NOTICE, CUE_EN,
    "please note|note that|cancelled|canceled|postponed|moved to|"
    "rescheduled|road closed|roadworks|diversion|parking|collection|"
    "deadline|doors open|doors at|notice|important|heads up|reminder|"
    "due to|from monday|from tuesday|from 0|until 0|new address|"
    "new number|weve moved|we have moved|recall|warning|changes to|"
    "timetable|waiting list|sold out|fully booked|found in|lost and found|"
    "left behind|was handed in|bookings" },
{ F_ASK_PEOPLE, CUE_EN,
    "what do you think|what do you reckon|what would you|"
    "what should we|tell us|tell me|let us know|let me know|"
    "how do you|how are you|how did you|hows your|what are you|"
    "whats your|what is your|which one|who remembers|do you remember|"
    "has anyone|does anyone|any of you|your thoughts|your stories|"
    "your memories|share your|we want to hear|id love to hear|"
    "wed love to hear|love to hear|ask us|ask me|questions welcome|"
    "ill answer|help us|help me|genuinely asking|be honest|"
    "any ideas|anyone else|what did we|advice welcome" },
{ F_PERSONAL, CUE_EN,
    "i was|i am|i had|i have|ive been|i thought|i didnt|i dont|i never|"
    "my mum|my dad|my mother|my father|my son|my daughter|my wife|"
    "my husband|my gran|my grandad|my kids|honestly|cried|laughed|"
    "confession|last night|this morning|yesterday|i cant" },
{ F_SUPPORT, CUE_EN,
    "dm us|send us a dm|message us|drop us a|email us|call us|ring us|"
    "give us a|please send us|please dm|follow us and dm|reach out|"
    "happy to help|glad to|glad you|glad it|you too|same to you|"
    "see you|welcome|youre welcome|no problem|good luck|get well|"
    "thanks for letting|thanks for the|thank you for your|"
    "thanks for your|thanks for reaching|yes|no|yep|nope|ah|aw|aww|oh|"
    "of course|fair point|good point|agreed|exactly|could you|can you|"
    "would you|have you tried|we can|we can do|pop in|try" },
};
const int n_cues_en = (int)ARRAY_LEN(cues_en);
