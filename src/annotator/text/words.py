"""Closed lists of small words that segmentation and name finding need without any lexicon file."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Abbreviations after which a name or number follows: a stop after them never ends a sentence.
TITLE_ABBREVIATIONS = _words(
    "mr mrs ms mx dr prof gen lt col capt cmdr cdr maj sgt cpl pvt adm sen rep gov rev fr hon pres "
    "supt insp det st ste mt ft messrs mme mlle sr sra srta dra lic ing hr frau dott sig vs no nos "
    "vol pp fig art sec approx esp ex"
)

#: Abbreviations that may stand at the end of a sentence: what follows them decides.
OTHER_ABBREVIATIONS = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "inc corp ltd co bros llc plc jr esq etc al dept univ assn ave blvd rd hwy est govt natl intl "
    "e.g i.e cf a.m p.m ph.d m.d b.a m.a"
)

HONORIFICS = _words(
    "mr mrs ms miss mx dr prof sir dame lord lady sheikh sheik imam rabbi father sister brother "
    "mother pope saint st rev reverend monsieur madame mme señor señora don doña herr frau sayyid "
    "ayatollah haji gen lt col capt maj sgt sen rep gov adm pres messrs"
)

#: Words that are a rank or office by themselves.
TITLE_HEADS = _words(
    "president presidents presidente premier minister ministers chancellor secretary senator "
    "senators congressman congresswoman congressmember governor mayor king queen prince "
    "princess emperor sultan emir ambassador ambassadors envoy consul judge justice prosecutor "
    "attorney sheriff chief chairman chairwoman chairperson chair director ceo cfo founder "
    "spokesman spokeswoman spokesperson speaker deputy commissioner commander general colonel "
    "captain major lieutenant sergeant admiral marshal professor doctor bishop archbishop "
    "cardinal pope coach editor reporter correspondent mla mlas mep meps msp msps "
    "representative representatives councillor councilman councilwoman inspector detective "
    "superintendent officer leader baroness baron duke duchess earl count countess taoiseach "
    "undersecretary treasurer comptroller auditor pastor priest analyst economist author actor "
    "actress singer lawyer pm mp"
)

#: Words that stand before a title head and belong to the title.
TITLE_MODIFIERS = _words(
    "prime vice deputy foreign first acting interim former then late assistant associate "
    "executive defence defense finance interior health justice education home trade energy "
    "labour labor transport environment agriculture economy economic culture sports state "
    "attorney general district chief senior junior lord press federal supreme high lieutenant "
    "rear brigadier major field grand crown emeritus honorary managing founding police fire "
    "army navy ex opposition security national cabinet technology transportation political "
    "business science principal permanent special"
)

#: Small words inside a name, between two capitalised words.
PARTICLES = _words(
    "de del dela della delle di da das do dos du des la las le les lo los van von der den ter ten "
    "te upon zu zum zur bin ibn bint ben al el ul ud y e af av of ap ab wa ould ag i og och und et "
    "sur aux delle degli"
)

#: Particles that begin a surname.
SURNAME_PARTICLES = _words(
    "de del della di da das do dos du des la las le van von der den ter ten zu bin ibn bint ben al "
    "el af av ap ab wa ould ag"
)

MONTHS = _words(
    "january february march april may june july august september october november december"
)
WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")

#: Words that are capitalised only because a sentence begins there.
FUNCTION_WORDS = _words(
    "a an the this that these those such another any all both each either every few many more most "
    "much neither no none nobody nothing one other others own same several some someone something "
    "i me my mine we us our ours you your yours he him his she her hers it its they them their "
    "theirs who whom whose which what whatever where when while why how whether there here then "
    "now and or but nor so yet for if unless until till because since as although though however "
    "therefore thus hence meanwhile moreover furthermore nevertheless nonetheless otherwise "
    "instead besides indeed also only just even still already again once twice ever never always "
    "often sometimes perhaps maybe about above across after against along alongside amid among "
    "around at before behind below beneath beside between beyond by despite down during except "
    "from in inside into like near of off on onto out outside over past per prior through "
    "throughout to toward towards under underneath unlike up upon via with within without "
    "according be is are was were am been being have has had having do does did doing done can "
    "could may might must shall should will would not yes today tomorrow yesterday tonight earlier "
    "later recently last next former formerly first second third finally eventually ultimately "
    "initially originally previously currently subsequently separately additionally overall "
    "following given asked accused based born called despite founded known led let made said says "
    "speaking using two three four five six seven eight nine ten eleven twelve twenty dozens "
    "hundreds thousands millions people critics officials authorities police witnesses prosecutors "
    "lawyers supporters opponents experts analysts scientists researchers protesters residents "
    "investigators reports relations sources early late nearly almost roughly least less "
    "dear please thank thanks hello oh well ok okay photo image file see read follow"
)

#: Words that begin a new sentence after an abbreviation such as "U.S." or "Inc.".
SENTENCE_STARTERS = _words(
    "the a an this that these those he she it they we i you his her its their our my there here in "
    "on at for from with by after before when while as if but and or so yet however meanwhile "
    "although though since because according both some many most no not what who why how where one "
    "officials police critics also then now today yesterday"
)

#: Verbs that attach a capitalised speaker to the quotation just closed.
SAID_VERBS = _words(
    "said says asked asks told tells added adds stated states wrote writes replied replies "
    "declared shouted cried announced explained insisted remarked noted recalled warned tweeted "
    "posted answered responded claimed argued concluded continued demanded exclaimed observed"
)

#: First words of names such as "Bank of ..." that make another name of what follows.
NAME_HEADS = _words(
    "academy agency archdiocese army association authority bank bay board bureau cape center "
    "centre chamber church city coast college commission committee confederation congress "
    "conference council county court department diocese district embassy federation fellowship "
    "forum front fund gulf harbor harbour high house institute institution island islands isle "
    "kingdom lake league library ministry mount movement museum national office organisation "
    "organization party port province republic river school secretariat senate society strait "
    "straits supreme treaty tribunal union university valley world"
)

#: More verbs that stand beside a quotation and report it.
QUOTING_VERBS = _words(
    "say saying tell telling ask asking cry crying write writing read reads quoted quote repeated "
    "repeats inquired enquired returned whispered whispers murmured muttered yelled called calls "
    "rejoined interrupted ventured suggested protested admitted confessed agreed assented "
    "interposed sighed laughed gasped growled ejaculated pursued resumed retorted snapped echoed "
    "sang sing sings intoned advised urged begged pleaded affirms affirmed conceded joked quipped "
    "mused testified vowed pledged acknowledged stressed complained lamented sneered roared "
    "screamed shrieked commented commenting remark remarks responding answering singing shouting "
    "stating adding declaring insisting declares insists argues claims warns recalls explains "
    "notes shouts demands hissed thundered faltered stammered panted chuckled giggled smiled "
    "bawled groaned moaned mumbled drawled grunted grumbled persisted informed"
)

#: Verbs beside a quotation that was thought and not said.
THINKING_VERBS = _words(
    "thought thinks think thinking wondered wonders reflected mused dreamed dreamt imagined "
    "supposed"
)

#: Words behind which a name, a title or a word as such is quoted, or a part of the sentence.
NAMING_WORDS = _words(
    "called calls call calling named names name nicknamed dubbed termed labelled labeled titled "
    "entitled marked known as word words phrase term terms expression adjective adverb epithet "
    "title titles book film movie song novel play poem album series magazine newspaper ballad "
    "hymn essay painting episode show programme program article headline headlined chapter motto "
    "slogan so-called inscription date inscribed signed spelled spelt letters initials prefix "
    "suffix codename codenamed operation ship nickname alias pseudonym the a an this that these "
    "those my your his her its our their some any no such of in on at with by from for into about "
    "like than between and or is was are were be been being"
)

#: Verbs that speak about the quoted words before them.
COPULAS = _words("was is are were has had have being stands stood means meant refers became")

#: Pronouns that name who speaks.
SPEAKING_PRONOUNS = _words("he she they i we you il elle ils elles él ella он она они")

#: First words of names such as "Ministry of Trade and Industry" that may have "and" in them.
AND_HEADS = _words(
    "ministry department office bureau commission committee institute secretary minister "
    "organization organisation agency council centre center"
)

#: Last words of names such as "Water and Fisheries Board".
LAST_HEADS = AND_HEADS | _words(
    "executive inspectorate authority board service services administration association "
    "corporation fund exchange union society act bill treaty convention"
)

#: Words before "for" in names such as "Campaign for Trees".
FOR_HEADS = _words(
    "alliance campaign coalition foundation initiative observatory programme program project trust "
    "network group union team doctors lawyers citizens americans students fund friends partnership "
    "parliamentarians reporters mothers veterans journalists people"
)

#: Small words that join the parts of a name, or two names.
JOINING = frozenset({"and", "&", "of", "for"})
