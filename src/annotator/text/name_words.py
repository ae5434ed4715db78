"""Closed lists of English words that tell what kind of thing a name beside them is."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What one person is; the name behind it, or before ", the", is hers or his.
ROLES = _words(
    "wrestler fisher podcaster fly-half hooker prop flanker scrum-half fullback linebacker "
    "goaltender shortstop outfielder caddie caliph marabout wing foreman guerrilla bosun "
    "welder steward stewardess deckhand seamstress tailor brewer vintner grocer barman "
    "barmaid bartender janitor cleaner gardener roofer surveyor optician radiologist "
    "pediatrician paediatrician landscaper delegate alderman selectman trapper beekeeper "
    "shepherd goatherd lifeguard signalman stationmaster drover president vice-president "
    "premier minister ministers chancellor secretary senator senators congressman "
    "congresswoman congressmember governor mayor king queen prince princess emperor sultan "
    "emir ambassador envoy consul judge justice prosecutor attorney sheriff chief chairman "
    "chairwoman chairperson chair director ceo cfo founder co-founder spokesman spokeswoman "
    "spokesperson speaker deputy commissioner commander general colonel captain major "
    "lieutenant sergeant corporal private admiral marshal professor doctor bishop archbishop "
    "cardinal pope coach editor reporter representative councillor councilor councilman "
    "councilwoman inspector detective superintendent officer constable leader baroness baron "
    "duke duchess earl count countess taoiseach undersecretary treasurer pastor priest "
    "analyst economist author actor actress singer lawyer mp mep musician politician "
    "candidate nominee lawmaker legislator activist journalist blogger writer scientist "
    "student teenager resident suspect victim driver pilot goalkeeper striker midfielder "
    "defender winger manager player golfer boxer cyclist sprinter swimmer skier rapper "
    "drummer guitarist bassist vocalist comedian artist painter poet novelist producer "
    "filmmaker photographer architect engineer astronaut cosmonaut physicist biologist "
    "chemist astronomer psychologist historian philosopher researcher teacher farmer "
    "fisherman businessman businesswoman entrepreneur billionaire millionaire tycoon banker "
    "trader solicitor barrister magistrate policeman policewoman soldier veteran rebel "
    "warlord dictator terrorist militant gunman killer murderer hacker whistleblower "
    "whistle-blower refugee migrant nurse surgeon cleric imam rabbi monk nun missionary "
    "mother father son daughter brother sister wife husband uncle aunt cousin grandfather "
    "grandmother grandson granddaughter widow fiancee girlfriend boyfriend friend colleague "
    "rival opponent challenger incumbent predecessor successor winner champion medallist "
    "medalist star celebrity model host presenter broadcaster columnist correspondent "
    "publisher adviser advisor aide strategist consultant expert commentator critic "
    "campaigner organiser organizer executive democrat republican conservative liberal "
    "socialist nonpartisan independent man woman boy girl citizen national defector "
    "dissident exile monarch ruler trustee trainer jockey referee umpire batsman bowler "
    "quarterback pitcher forward magnate mogul philanthropist socialite heir heiress "
    "translator interpreter witness juror defendant plaintiff inmate prisoner convict "
    "detainee hostage bodyguard chauffeur mechanic firefighter paramedic designer inventor "
    "programmer developer youtuber director-general secretary-general co-author co-chair "
    "official convener convenor oceanographer forecaster passenger survivor caretaker clerk "
    "cashier accountant auditor broker lecturer tutor dean rector provost vicar chaplain "
    "deacon curate sheikh mullah ayatollah guru mla msp msps backbencher peer lady knight "
    "dame comic magician dancer choreographer conductor composer songwriter playwright "
    "screenwriter cinematographer animator sculptor weaver curator librarian archaeologist "
    "geographer mathematician statistician coroner bailiff warden ranger breeder handler vet "
    "veterinarian dentist pharmacist therapist counsellor counselor physician midwife carer "
    "caregiver courier trucker motorcyclist bystander neighbour neighbor landlord landlady "
    "tenant homeowner owner proprietor boss foreman supervisor employee worker labourer "
    "laborer apprentice intern trainee cadet recruit pupil graduate toddler stepfather "
    "stepmother stepson nephew niece fiance carpenter plumber electrician butcher baker "
    "shopkeeper hairdresser waiter waitress chef cook miner sailor skipper diver climber "
    "mountaineer hiker tourist pensioner goalscorer playmaker full-back centre-back opener "
    "wicketkeeper seamer spinner allrounder rower paddler hurdler decathlete gymnast racer "
    "mother-of-two father-of-two grandmother-of-two eyewitness onlooker co-worker ex-wife "
    "ex-husband ex-boyfriend teen god goddess deity saint prophet elder chieftain paramount "
    "oba emeer nawab begum maharaja headteacher headmaster headmistress principal registrar "
    "regulator commandant brigadier commodore airman seaman ensign gunner"
)
ROLE_ENDINGS = ("ist", "man", "woman", "person", "ician", "crat", "ologist", "-elect")

#: Roles that are as often a verb, an adjective or a body: "rival Ada Otieno", "rival Delmar".
WEAK_ROLES = _words(
    "rival host model conservative liberal socialist national independent republican "
    "democrat forward broadcaster publisher producer developer presenter winner champion "
    "challenger incumbent opponent leader private general chief major opener star regulator "
    "paramount predecessor successor owner insurer miner trader retailer banker colleague "
    "partner"
)
#: What a ship, a machine or a work is, before its name or behind it.
THINGS = _words(
    "train tram malware ransomware ship vessel ferry frigate trawler tanker freighter "
    "lifeboat icebreaker yacht submarine destroyer corvette warship boat barge tug tugboat "
    "liner schooner cruiser satellite probe spacecraft rocket telescope rover missile drone "
    "capsule orbiter lander smartphone console aircraft helicopter airliner locomotive "
    "steamer dinghy catamaran gunboat minesweeper software app drug vaccine bomber browser "
    "chatbot"
)
#: What a work is, before its name in quotation marks or behind it.
WORKS = _words(
    "podcast miniseries work artwork canvas fresco film movie novel book album song single "
    "play musical opera painting sculpture series sitcom show documentary thriller drama "
    "comedy poem memoir biography autobiography essay article magazine ballad hit track "
    "video cartoon anthem symphony ballet exhibition exhibit game bestseller debut sequel "
    "prequel trilogy remake soundtrack mural tapestry"
)
#: Works that stand right before their name: "her memoir X".
CALLED_WORKS = _words(
    "memoir novel album autobiography musical documentary sitcom bestseller mixtape "
    "videogame poem anthem symphony opera ballad trilogy blockbuster thriller"
)
#: Behind the name of a people in lower case.
PEOPLE_FOLLOW = _words(
    "people tribe tribes tribesmen families women men villagers community communities "
    "herders clan clans minority majority elders speakers militias pastoralists nomads "
    "separatists"
)
#: What places without politics and buildings are called in lower case, behind their names.
NATURE_FOLLOWS = _words(
    "river desert forest mountains hills glacier lake sea gorge delta basin volcano reef "
    "plateau islands island peninsula valley beach bay creek ridge"
)
BUILT_FOLLOWS = _words(
    "tower palace castle monument piste factory mine base airfield airport airbase bridge "
    "tunnel dam barracks mosque church cathedral temple hotel stadium prison mall museum "
    "theatre theater square road street avenue highway station quarter compound refinery"
)
#: Verbs before a body's name.
BODY_BEFORE = _words(
    "runs owns heads chairs manages operates bought buy buys buying acquire acquired "
    "acquires acquiring sued suing founded co-founded joined joining left thrashed edged "
    "outplayed nationalise nationalised nationalize"
)
#: Before "in" and a body's name.
STAKES = _words("stake stakes shares share investor investors investment shareholder shareholders")
#: Before "by" and a body's name.
DONE_BY_BODIES = _words(
    "owned run operated published produced made manufactured backed funded sponsored "
    "commissioned organised organized hosted broadcast distributed supplied employed "
    "recruited bought acquired built developed"
)
#: What bodies do.
BODY_DOES = _words(
    "employs sells manufactures operates posted acquired unveiled merged employed reported "
    "produces makes owns runs plc"
)
#: What a place is; before "of" or behind ", a".
PLACES = _words(
    "city town village province state region district county republic kingdom capital suburb "
    "municipality island islands territory nation country border coast port borough "
    "neighbourhood neighborhood prefecture governorate commune hamlet outskirts streets "
    "north south east west northwest northeast southwest southeast north-west north-east "
    "south-west south-east part parts centre center downtown shores mayor people citizens "
    "government governor king queen emperor invasion occupation parliament duke duchess "
    "count earl prince princess bishop archbishop sultan emir marquess natives native"
)
#: What a place is called in lower case right behind its name, or by a list of such.
PLACE_KINDS = _words(
    "city town village hamlet commune ward district province region county prefecture "
    "borough parish municipality township oblast governorate canton suburb barrio "
    "arrondissement state country republic island territory neighbourhood neighborhood "
    "settlement port capital resort"
)
#: What a body is; before its name, or behind it.
BODIES = _words(
    "company group firm party organisation organization agency newspaper magazine website "
    "site network channel broadcaster publisher journal daily weekly tabloid station airline "
    "carrier manufacturer carmaker automaker retailer supermarket chain bank insurer "
    "corporation conglomerate startup start-up charity foundation institute union club team "
    "side band label militia army movement sect cult church gang cartel league federation "
    "association council committee commission ministry department university college school "
    "thinktank think-tank watchdog regulator lobby alliance coalition outlet service "
    "operator developer provider franchise squad studio maker giant collective consortium "
    "subsidiary unit faction wing fund lender utility brewery pollster shipyard tribunal "
    "quango nonprofit non-profit megachurch congregation brand builder venture tank tanks "
    "daycare dealers railroad railway shipbuilder chipmaker investor body court arm branch "
    "bureau board office lab laboratory academy orchestra troupe regiment battalion brigade "
    "squadron outfit"
)
#: Behind a body's name in lower case.
BODY_FOLLOWS = _words(
    "group company firm party organisation organization agency newspaper magazine website "
    "site network channel airline airlines officials executives employees members member "
    "supporters leadership headquarters spokesman spokeswoman spokesperson representative "
    "representatives lawmakers lawmaker candidate candidates mp mps shares stock bosses "
    "staff workers managers fighters militants militia troops leaders leader insurgents "
    "rebels forces fans players midfielder striker defender goalkeeper manager coach ceo "
    "chairman founder board customers subscribers users journalist journalists reporter "
    "reporters correspondent editor attorney analyst analysts economist economists "
    "strategist strategists researcher researchers co-founder founders engineers subsidiary "
    "affiliate franchise branches stores outlets"
)
#: Behind a place's name in lower case.
PLACE_FOLLOWS = (
    _words(
        "government authorities police residents province state region city airport area district "
        "military army navy border capital coast suburb neighbourhood neighborhood county "
        "parliament embassy mayor governor president courts court metropolitan stadium hospital "
        "prison peninsula island islands valley"
    )
    - PLACE_KINDS
)
#: What a place has, behind "'s".
PLACE_HAS = _words(
    "capital government economy parliament border borders north south east west coast army "
    "navy military police president ministry population territory constitution streets "
    "foreign prime interior finance defence defense health largest biggest second third "
    "ambassador embassy northern southern eastern western central national federal supreme "
    "high ruling nuclear legislature airspace airport oil elections election independence "
    "sovereignty people mayor king queen main state public"
)
#: What a body has, behind "'s".
BODY_HAS = _words(
    "spokesman spokeswoman spokesperson leader chairman website board members membership ceo "
    "headquarters shares profits revenue customers products lawyers policy policies editor "
    "newsroom secretary-general director director-general executive chief general attempts "
    "requests decision report statement official servers users share leadership manifesto "
    "squad season manager coach owners stadium ground players captain goalkeeper striker "
    "defence midfield supporters fans stock sales factory factories plant employees staff "
    "workers engineers"
)
#: What only a person has, behind "'s".
PERSON_HAS = _words(
    "wife husband mother father son daughter brother sister lawyer lawyers attorney "
    "attorneys body death life family career parents widow girlfriend boyfriend friend "
    "friends children age birthday birth arrest resignation remarks comments speech office "
    "home house name predecessor successor aide aides funeral murder assassination trial "
    "defence defense testimony head hands face mind eyes health allegations book novel film "
    "album song campaign supporters critics opponent opponents brother-in-law illness injury "
    "cousin uncle nephew niece"
)
#: Past and present forms of what only persons do; sayings are the lexicon's.
PERSON_DOES = _words(
    "died resigned married retired wept smiled laughed nodded graduated testified pleaded "
    "apologised apologized fled appeared attended studied spoke dreamed sang recalled thinks "
    "believes wants knows knew thought felt hopes loves loved hated drove walked sat stood "
    "slept grew lives lived"
)
#: What is no body, in lower case behind its name: "the XYZ system".
THING_FOLLOWS = _words(
    "train trains spectrograph instrument instruments lens system systems technology "
    "software database gene protein virus vaccine scan scans test tests format protocol "
    "standard code therapy drug drugs method theory syndrome disease infection infections "
    "bacteria particle telescope satellite rocket missile missiles rifle aircraft jet jets "
    "helicopter helicopters engine engines processor chip chips app browser malware worm "
    "scanner camera console phone phones tablet laptop car cars algorithm file files"
)
#: What is of a substance or a disease: "the effects of LSD".
EFFECTS = _words(
    "effects effect symptoms doses dose levels traces diagnosis treatment spread strain "
    "strains outbreak outbreaks vaccine cure prevalence concentrations carriers overdose "
    "overdoses"
)
#: What is an event, in lower case behind its name.
EVENT_FOLLOWS = _words(
    "competition tournament championship championships race festival conference summit "
    "contest marathon regatta ceremony scandal massacre shootings shooting bombing bombings "
    "riots protests earthquake hurricane typhoon cyclone eruption final qualifier qualifiers "
    "playoffs rally"
)
#: What clubs do.
PLAYS = _words(
    "thrashed drew draws hosts hosted qualified advanced signed loaned relegated promoted fc"
)
#: What clubs do and candidates too.
CONTENDS = _words("beat beats defeated defeats face faces faced won wins lost loses")
#: Before a person's name.
PERSON_BEFORE = _words("told asked met married thanked named arrested nominated appointed quoted")
IN_PLACE = _words(
    "in near off outside across throughout within around visiting visited toward towards"
)
#: Before "to", "from" or "for" and a place.
GOING = _words(
    "ferry ferries crossing voyage cruise plane planes roads fly flew flying flown travel "
    "travelled traveled travelling traveling went going goes go moved moving returned "
    "returning returns fled fleeing drove sailed sailing came coming arrived heading headed "
    "bound walked migrated emigrated deported extradited flight flights train bus trip visit "
    "journey way road route"
)
TO_PLACE = _words("from to at into via through leaving left between against")
#: Before a body's name and "of" or "for".
BODY_OF = _words(
    "member members leader chairman head director spokesman spokeswoman spokesperson ceo "
    "founder president representative representatives editor branch executive officials "
    "employee employees attorney lawyer supporters critics owner owners"
)
#: East Asian surnames, which stand before the given name.
FAMILY_FIRST = _words(
    "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Yoo "
    "Hong Moon Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin "
    "Gao Luo Zheng Liang Xie Tang Deng Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang "
    "Yu Du Ye Cheng Wei Su Lu Ding Ren Yao Shen Cui Tan Wong Chan Leung Cheung Lau Ho Kwok "
    "Lam Ng Tse Chow Chu Yip Fung Nguyen Tran Le Pham Phan Vu Vo Dang Bui Do Ngo Duong Ly "
    "Ong Goh Teo Koh Chua Mao Xi Bo Ai Jin Qin Bai Fang Hao Kong Long Meng Qian Shi Tao Wan "
    "Xia Yan Zhong Zou"
)
DIRECTIONS = frozenset(
    {"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central",
     "Northeast", "Northwest", "Southeast", "Southwest", "Upper", "Lower", "Greater", "Inner",
     "Outer", "Downtown", "Northeastern", "Northwestern", "Southeastern", "Southwestern"}
)  # fmt: skip
