"""Tables of names: which names are forms of one another in Wales, and how common the commonest are.

One group a line, ``Welsh forms | English and other forms``, folded (lower case, no accents, no gaps). A
name may stand in several groups: Ioan and Ieuan are both John, and Ieuan is also Evan, but Ioan is not
Evan. Two names of one group are the same name; two known names that share no group are two names, however
alike they look. This keeps twins apart (Ella and Ellie, Jayden and Kayden).

Source: general knowledge of Welsh naming (patronymics with ap and ab, short forms, English counterparts). The
shares are rounded assumptions for Wales, not published figures; they only say "common" and "how common".
"""

from typing import Final

GIVEN_FORMS: Final = """
dafydd dewi dafi deio dai | david dave davey davy davie
ioan ieuan sion sioni shoni | john johnny johnnie jon
ieuan ifan iwan ianto iefan | evan ewan euan john
sion | sean shaun shawn
jac siac | jack jackie john
sian shan siani | jane jayne janie sharn
siwan | joan joanna joanne jo
sioned | janet jeanette
llywelyn llewelyn llew llelo lyn | llewellyn llewellin lewellyn lewelyn
llywelyn llew | lewis louis louie lou
rhys | rees reece reese rhees rice
huw huwi | hugh hughie hew
gwilym gwil wil wiliam | william will willie willy wills bill billy liam
catrin cadi cati cadan | catherine katherine kathryn catharine katharine kate katie katy kathy cathy cath
catrin catrina | katrina catriona trina
mair mari | mary marie maria may
mali | molly mollie polly mary
megan meg | meghan meagan megs margaret
marged mared margiad | margaret maggie peggy marjorie margery meg
elin elen | ellen helen elena helena
elinor nel | eleanor ellie nell nellie nora
alys alis | alice alicia
alun | alan allan allen al
andras | andrew andy drew
steffan | stephen steven steve stefan stevie
tomos twm tomi | thomas tom tommy
harri | harry henry hal
iago siams siamas | james jim jimmy jamie
iago | jacob jake
joseff | joseph joe joey
sieffre | geoffrey jeffrey geoff jeff
siarl siarli | charles charlie chas
siarlot | charlotte lottie charlie
iorwerth ned | edward ed eddie ted teddy
emrys | ambrose
gruffydd gruffudd guto gruff gryff | griffith griff griffiths
geraint ger | gerry
gareth gaz | gaz
hywel hywyn | howell howel hywell
ifor | ivor
lowri lora | laura laurie
luc | luke lucas
marc | mark marcus
mathew | matthew matt matty
mihangel meical meic | michael mike mick micky mickey
niclas nicolas | nicholas nick nicky nico
owain | owen eoin owyn
padrig | patrick paddy pat
pedr | peter pete
pawl | paul
rhisiart | richard rick rich ricky richie dick
robat rhobert | robert rob bob bobby robbie bert
rhodri rhod | roderick rod roddy
sara | sarah sally sadie
siwsan | susan susanna suzanne sue susie
elisabeth leusa beti betsan | elizabeth beth betty liz lizzie betsy bess libby eliza lisa
bethan | beth bethany
ann nan nansi nanw | anne anna annie nancy
gwenllian gwenno llio | gwen
gwendolen | gwendoline gwendolyn gwen wendy
gwenhwyfar | guinevere jennifer jenny jen jenna
carys | caris karys
cerys | kerys kerris
ceri | kerry keri kerri
angharad anghared | harriet
rhian | rhianne rhiann
rhiannon | rhianon
ffion | fion ffyon
ffraid | bridget bridie
maredudd meredydd | meredith meredyth
meurig morys morus | maurice morris
trefor | trevor trev
tudur | tudor
cai cei | kai kay
lili | lily lilly lillie
elis | ellis
eleias | elias eli elijah
efa | eva eve evie
mabli | mabel
myfanwy myf | fanny
deiniol | daniel dan danny
beca | rebecca rebekah becky becca
dylan | dillon dylon
osian | ossian
seimon | simon si
aneirin aneurin nye | aneurin
wyn gwyn | wynn wynne gwynn gwynne
sior siors | george georgie
ffilip | philip phillip phil pip
gwallter | walter wally walt
cenydd | kenneth ken kenny
soffi soffia | sophie sophia sofia soph
mabon | mabon
math | matthias mathias
ynyr | ynir
esyllt | isolde
eirlys | erlys
bleddyn | blethyn
nia | niah
seren | serenn
iestyn | yestin justin
alaw | allaw
tegan | teagan tegen
tesni | tesny
cadog | cadoc
idwal | idwall
gethin | gethyn gethen
| alexander alex sandy alec xander
| alexandra alex sandra lexi lexie
| benjamin ben benny benji
| christopher chris kit topher
| christine christina chris tina
| anthony antony tony
| joshua josh
| jessica jess jessie
| samuel sam sammy
| samantha sam sammy
| victoria vicky vicki tori
| zachary zach zak zack zac
| frederick fred freddie freddy
| nathaniel nathan nate nat
| oliver ollie olly
| olivia liv livvy livia
| abigail abbie abi abby gail
| amanda mandy
| barbara barb babs
| chloe khloe cloe
| deborah debra debbie deb
| dorothy dot dolly dorothea
| emily emilia emmie
| florence flo florrie
| frances fran francesca frankie
| francis frank frankie
| gillian jillian gill jill
| gregory greg
| isabella isabelle isabel isobel bella izzy
| jacqueline jackie jacqui
| jonathan jonathon jon jonny
| kevin kev
| kimberley kimberly kim
| lawrence laurence larry
| leonard len lenny
| louise lou
| madeleine madeline maddie maddy
| melanie mel
| mohammed muhammad mohammad mohamed muhammed mo
| nicola nicky nikki
| pamela pam
| patricia pat tricia trish
| penelope penny
| raymond ray
| ronald ron ronnie
| stuart stewart stu
| teresa theresa tess tessa
| terence terrence terry
| valerie val
| vincent vince
| ahmed ahmad
| aisha ayesha aishah
| fatima fatimah
| hussein hussain husain
| hassan hasan
| zoe zoey
| mia mya
| aaron arron aron
| jayden jaden jaiden
| kayden kaden kaiden
| callum calum cal
| connor conor
| leah lea lia
| caitlin katelyn kaitlyn caitlyn kate
| aidan aiden
| jeremy jez
| sebastian seb
| dominic dom
| timothy tim
| tobias toby
| theodore theo teddy
| cameron cam
| maxwell max
| natasha tasha
| lynn lynne lyn linda
| tracey tracy
| jaxon jackson jax
| ruby rubie
| maisie maisy
| amelia millie milly
| matilda tilly tillie
| gabriel gabe
| gabrielle gabriella gabby
"""

OTHER_KNOWN_GIVEN: Final = """
ada adam aled amy amber anwen arabella archie aria arlo arthur arwel arwen ava bedwyr bella bethany blake
branwen
brian brynmor bryn cadi caleb caron carol carwyn cian claire colin courtney craig daisy darcie dean delyth
denise
dennis derek dilwyn dilys donna donald dyfan dyfed efan efrog eifion eilir eira eirian eirwen elan eleri
elfed elfyn
elgan elliot ella elsie emma emlyn emyr enid erin ethan evelyn felix fflur finley finn freya gary gavin gemma
georgia ginny glenys glyn glyndwr glynis grace graham guy haf hannah harvey hayden hayley hefin heledd heulwen
holly ian idris illtyd imogen isaac isla ivy jade jason jasmine jodie jordan jude julie karen karl keith
kelly kian
kirsty kyle layla leanne lee leila leo leon lesley liam llinos logan lola luna lynwen mackenzie macsen
madison mared
martin martyn mason meilyr meirion melissa menna merfyn michelle mirain mollie morfudd morgan morwenna
naomi natalie
neil nerys nigel noa noah non nona olwen orla oscar paige paula phoebe poppy rachel ralph reuben rhianydd
rhydian riley robin ronan rory rosie rose rowan roy russell ruth ryan sally scarlett scott shane sharon sheila
shirley sienna sioned siriol summer sulwyn taliesin tara taylor tegid tegwen teifi teleri tirion toby tristan
twm tyler vera violet willow winston yasmin zara zoe
"""

FAMILY_FORMS: Final = """
rhys aprhys prys | rees reece reese rhees rice price pryce preece
abowen abowain | bowen bowens
owain abowen abowain | owen owens
abieuan abifan | bevan bevans abevan
ifans ifan ieuan | evans evan
aphuw | pugh pughe aphugh
huws huw | hughes hughs hugh
aphywel | powell powel aphowell
hywel | howell howells howel
llywelyn llewelyn llwelyn | llewellyn llewellin lewellyn lewelyn
llwyd | lloyd loyd floyd
gruffydd gruffudd | griffiths griffith gryffith griffin
dafis | davies davis
dafydd | david davids davies
sion ieuan ioan | john johns
tomos | thomas
gwilym wiliam wiliams | williams william
lewys | lewis lewes louis
robat rhobert | roberts robert robart
aprobert aprhobert | probert
aprhisiart | prichard pritchard aprichard
rhisiart | richards richard
apharri | parry apharry
harri | harris harries harry
morus morys | morris maurice
morgannwg | morgan morgans
siencyn | jenkins jenkin
edwart | edwards edward
ffilip ffylip | phillips philips phillip philip
watcyn | watkins watkin
hopcyn | hopkins hopkin
elis | ellis elias
abelis | bellis abellis
aprosser | prosser
abithel | bithell bethell
ithel | ithell
maredudd meredydd | meredith meredyth
tudur | tudor
fychan | vaughan vaughn vaughen
goch | gough goff
gwyn wyn | gwynne gwynn wynne wynn
cadwaladr | cadwallader cadwalader
abeinon einon | beynon bennion baynham eynon
aphenri | penry penri aphenry
rhydderch | roderick
aprhydderch | protheroe prothero prydderch
iorwerth | yorath
sais | sayce
siarl | charles
iago siams | james
| matthews mathews matthew mathew
| macdonald mcdonald
| thompson thomson
| stephens stevens
| smith smyth smythe
| clark clarke
| allen allan allenby
| brown browne
| reed read reid
| cook cooke
| green greene
| taylor tayler
| hussain hussein husain
| ahmed ahmad
| mohammed mohamed muhammad mohammad
| obrien obrian
| oneil oneill
| nicholas nicolas
"""

FAMILY_SHARES: Final[dict[str, float]] = {
    "jones": 0.058, "williams": 0.037, "davies": 0.037, "evans": 0.025, "thomas": 0.024, "roberts": 0.015,
    "lewis": 0.015, "hughes": 0.012, "morgan": 0.012, "griffiths": 0.010, "edwards": 0.009, "smith": 0.009,
    "james": 0.008, "rees": 0.008, "jenkins": 0.007, "owen": 0.007, "price": 0.007, "phillips": 0.006,
    "morris": 0.006, "richards": 0.006, "lloyd": 0.006, "parry": 0.005, "harris": 0.005, "powell": 0.004,
    "davis": 0.004, "brown": 0.004, "john": 0.003, "taylor": 0.003, "watkins": 0.003, "howells": 0.003,
    "llewellyn": 0.002, "bowen": 0.002, "bevan": 0.002, "pritchard": 0.002, "hopkins": 0.002, "ellis": 0.002,
    "matthews": 0.002, "pugh": 0.002, "khan": 0.002, "ali": 0.002, "hussain": 0.001, "ahmed": 0.001,
    "begum": 0.001, "wilson": 0.002, "johnson": 0.002, "jackson": 0.001, "walker": 0.001, "white": 0.001,
    "green": 0.001, "hill": 0.001, "martin": 0.001, "thompson": 0.001, "johns": 0.001, "vaughan": 0.001,
    "beynon": 0.001, "rowlands": 0.001, "humphreys": 0.001, "francis": 0.001, "george": 0.001,
    "samuel": 0.001,
}  # fmt: skip
"""About what share of people in Wales bear the family name (0.058: nearly six in a hundred)."""

GIVEN_SHARES: Final[dict[str, float]] = {
    "david": 0.020, "john": 0.018, "william": 0.010, "thomas": 0.010, "james": 0.010, "michael": 0.010,
    "paul": 0.009, "andrew": 0.009, "robert": 0.008, "richard": 0.007, "mark": 0.007, "stephen": 0.007,
    "christopher": 0.007, "daniel": 0.008, "peter": 0.006, "gareth": 0.006, "rhys": 0.006, "jack": 0.007,
    "joshua": 0.006, "matthew": 0.006, "ryan": 0.005, "dylan": 0.005, "evan": 0.005, "lewis": 0.004,
    "owen": 0.004, "margaret": 0.008, "mary": 0.007, "susan": 0.007, "elizabeth": 0.006, "sarah": 0.008,
    "jane": 0.004, "karen": 0.004, "julie": 0.005, "catherine": 0.005, "helen": 0.005, "claire": 0.005,
    "emma": 0.006, "rachel": 0.005, "laura": 0.005, "megan": 0.005, "chloe": 0.005, "sian": 0.004,
    "emily": 0.004, "olivia": 0.004, "ffion": 0.004, "mohammed": 0.004, "dafydd": 0.003, "huw": 0.003,
    "ioan": 0.003, "carys": 0.003, "bethan": 0.003, "seren": 0.003, "ann": 0.004, "anne": 0.004,
}  # fmt: skip
"""About what share of people in Wales bear the given name, all ages together."""

USUAL_FAMILY_SHARE: Final = 0.0003
"""The share of a family name that is not in the table: about one in three thousand."""

USUAL_GIVEN_SHARE: Final = 0.0025
"""The share of a given name that is not in the table: about one in four hundred."""
