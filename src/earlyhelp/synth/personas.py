"""Whom a visitor of the demonstration can be. None of them exists; mail to them goes nowhere."""

from dataclasses import dataclass

from earlyhelp.partnership.choices import Role, WelshLevel


@dataclass(frozen=True, slots=True)
class Persona:
    """A practitioner with something to try, in both languages. `team` is a code of `load.cast.TEAMS`."""

    email: str
    rank: str
    given_name: str
    family_name: str
    role: Role
    team: str
    language: str
    welsh_level: WelshLevel
    try_en: str
    try_cy: str


PERSONAS: tuple[Persona, ...] = (
    Persona(
        "sarah.beynon@police.example.org",
        "PC",
        "Sarah",
        "Beynon",
        Role.NOTIFIER,
        "bridgend-response",
        "en",
        WelshLevel.COURTESY,
        "Send a notification about a family, then look at My notifications: what became of the earlier ones?",
        "Anfonwch hysbysiad am deulu, yna edrychwch ar Fy hysbysiadau: beth ddaeth o'r rhai cynharach?",
    ),
    Persona(
        "ifan.prydderch@police.example.org",
        "PC",
        "Ifan",
        "Prydderch",
        Role.NOTIFIER,
        "bridgend-response",
        "cy",
        WelshLevel.FLUENT,
        "Write a notification in Welsh, change the language half way, and see that nothing you typed is lost.",
        "Ysgrifennwch hysbysiad yn Gymraeg, newidiwch yr iaith hanner ffordd, a gweld nad oes dim ar goll.",
    ),
    Persona(
        "delyth.maddock@police.example.org",
        "PS",
        "Delyth",
        "Maddock",
        Role.SUPERVISOR,
        "bridgend-response",
        "en",
        WelshLevel.BASIC,
        "See how many notifications the team sent, and how soon its officers heard. Nobody is named.",
        "Gwelwch faint o hysbysiadau a anfonodd y tîm, a pha mor fuan y clywodd ei swyddogion. Ni enwir neb.",
    ),
    Persona(
        "gethin.morlais@police.example.org",
        "PS",
        "Gethin",
        "Morlais",
        Role.SUPERVISOR,
        "bridgend-response",
        "cy",
        WelshLevel.FLUENT,
        "Read the week's message in Welsh, then open the figures of the team. Small numbers are not shown.",
        "Darllenwch neges yr wythnos yn Gymraeg, yna agorwch ffigurau'r tîm. Ni ddangosir rhifau bach.",
    ),
    Persona(
        "karen.treharne@bridgend.example.org",
        "",
        "Karen",
        "Treharne",
        Role.DECISION_MAKER,
        "bridgend-front-door",
        "en",
        WelshLevel.BASIC,
        "Open the queue, link the people in a notification to those known before, and decide with a reason.",
        "Agorwch y ciw, cysylltwch y bobl mewn hysbysiad â'r rhai sy'n hysbys eisoes, a phenderfynwch â rheswm.",
    ),
    Persona(
        "eleri.gruffudd@bridgend.example.org",
        "",
        "Eleri",
        "Gruffudd",
        Role.DECISION_MAKER,
        "bridgend-front-door",
        "cy",
        WelshLevel.FLUENT,
        "Decide on early help, choose a service that works in Welsh, record consent, and send the least it needs.",
        "Penderfynwch ar gymorth cynnar, dewiswch wasanaeth Cymraeg, cofnodwch gydsyniad ac anfonwch y lleiaf posibl.",
    ),
    Persona(
        "jade.loosemore@barnardos.example.org",
        "",
        "Jade",
        "Loosemore",
        Role.SERVICE_WORKER,
        "barnardos-bridgend",
        "en",
        WelshLevel.COURTESY,
        "Open a new referral, then accept it, put it on the waiting list or decline it with a reason.",
        "Agorwch atgyfeiriad newydd, yna derbyniwch ef, rhowch ef ar y rhestr aros neu gwrthodwch ef â rheswm.",
    ),
    Persona(
        "gwenllian.parry@barnardos.example.org",
        "",
        "Gwenllian",
        "Parry",
        Role.SERVICE_WORKER,
        "barnardos-bridgend",
        "cy",
        WelshLevel.FLUENT,
        "Start help with a family that you accepted, and complete it with an outcome when it ends.",
        "Dechreuwch gymorth gyda theulu a dderbynioch, a'i gwblhau â chanlyniad pan ddaw i ben.",
    ),
    Persona(
        "marcus.penry@bridgend.example.org",
        "",
        "Marcus",
        "Penry",
        Role.SERVICE_WORKER,
        "bridgend-early-help",
        "en",
        WelshLevel.BASIC,
        "See what is new for the council's Early Help team, and give a family on the waiting list a new date.",
        "Gwelwch beth sy'n newydd i dîm Cymorth Cynnar y cyngor, a rhowch ddyddiad newydd i deulu sy'n aros.",
    ),
    Persona(
        "nia.llywelyn@bridgend.example.org",
        "",
        "Nia",
        "Llywelyn",
        Role.SERVICE_WORKER,
        "bridgend-early-help",
        "cy",
        WelshLevel.FLUENT,
        "Decline a referral that needs more specialist help, and see that it goes back to the front door.",
        "Gwrthodwch atgyfeiriad sydd angen cymorth mwy arbenigol, a gweld ei fod yn mynd yn ôl i'r drws ffrynt.",
    ),
    Persona(
        "helen.maddocks@bridgend.example.org",
        "",
        "Helen",
        "Maddocks",
        Role.AUDITOR,
        "bridgend-information",
        "en",
        WelshLevel.NONE,
        "Find out who at the council read, linked, decided and shared a notification, when and why.",
        "Gwelwch pwy yn y cyngor a ddarllenodd, a gysylltodd, a benderfynodd ac a rannodd hysbysiad, pryd a pham.",
    ),
    Persona(
        "arwel.bebb@police.example.org",
        "",
        "Arwel",
        "Bebb",
        Role.AUDITOR,
        "police-information",
        "cy",
        WelshLevel.FLUENT,
        "Look at the same events from the police side: each agency sees its own part of the audit, and no more.",
        "Edrychwch ar yr un digwyddiadau o ochr yr heddlu: mae pob asiantaeth yn gweld ei rhan ei hun, a dim mwy.",
    ),
    Persona(
        "tom.voyle@bridgend.example.org",
        "",
        "Tom",
        "Voyle",
        Role.ADMINISTRATOR,
        "bridgend-running",
        "en",
        WelshLevel.COURTESY,
        "Open Directory: approve a change that a service proposed, and deal with what people say is wrong.",
        "Agorwch Cyfeiriadur: cymeradwywch newid a gynigiodd gwasanaeth, a darllenwch beth sydd o'i le yn ôl pobl.",
    ),
    Persona(
        "catrin.yorath@bridgend.example.org",
        "",
        "Catrin",
        "Yorath",
        Role.ADMINISTRATOR,
        "bridgend-running",
        "cy",
        WelshLevel.FLUENT,
        "Look for messages that did not arrive, read why, and send them once more. No case can be seen.",
        "Chwiliwch am negeseuon na chyrhaeddodd, darllenwch pam, ac anfonwch nhw eto. Ni welwch unrhyw achos yma.",
    ),
)
"""One or more for each role, English- and Welsh-speaking."""
