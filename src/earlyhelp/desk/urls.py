"""Addresses of the pages that join rooms, and of the public pages."""

from django.urls import path

from earlyhelp.desk import views
from earlyhelp.desk.views import consent, families, my_pack, packs, protection, quality, rights, shares

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("my-work", views.my_work, name="my_work"),
    path("my-notifications", views.my_notifications, name="my_notifications"),
    path("my-notifications/<str:reference>", views.my_notification, name="notification"),
    path("my-team", views.team, name="team"),
    path("people/<str:reference>", views.person, name="person"),
    path("people/<str:reference>/family", families.person_family, name="person_family"),
    path("people/<str:reference>/family/print", families.person_family_print, name="person_family_print"),
    path("people/<str:reference>/family/kept-back", families.person_kept_back, name="person_kept_back"),
    path("people/<str:reference>/generations", families.person_generations, name="person_generations"),
    path("households/<str:reference>", families.household, name="household"),
    path("people/<str:reference>/why", views.why, name="person_why"),
    path("people/<str:reference>/sources", views.person_sources, name="person_sources"),
    path("people/<str:reference>/strengths", views.person_strengths, name="person_strengths"),
    path("people/<str:reference>/what-matters", views.person_what_matters, name="person_what_matters"),
    path("people/<str:reference>/childs-eye", views.person_childs_eye, name="person_childs_eye"),
    path("people/<str:reference>/contact", views.person_contact, name="person_contact"),
    path("people/<str:reference>/warnings", views.person_warnings, name="person_warnings"),
    path("people/<str:reference>/protection", protection.person_protection, name="person_protection"),
    path("people/<str:reference>/consent", consent.person_consent, name="person_consent"),
    path("people/<str:reference>/who-was-told", shares.person_who_was_told, name="person_who_was_told"),
    path(
        "people/<str:reference>/who-was-told/print/<str:language>",
        shares.who_was_told_print,
        name="who_was_told_print",
    ),
    path("people/<str:reference>/chronology", views.person_chronology, name="person_chronology"),
    path("people/<str:reference>/chronology/print", views.chronology_print, name="chronology_print"),
    path("people/<str:reference>/chronology/together", views.chronology_together, name="chronology_together"),
    path(
        "people/<str:reference>/chronology/entry/<str:entry>", views.chronology_entry, name="chronology_entry"
    ),
    path("rights/", rights.requests, name="rights"),
    path("rights/new", rights.log, name="rights_log"),
    path("rights/marks/<uuid:uuid>", rights.lift_mark, name="rights_lift"),
    path("rights/<str:reference>", rights.one_request, name="rights_request"),
    path("rights/<str:reference>/step/<str:what>", rights.step, name="rights_step"),
    path("rights/<str:reference>/collect", packs.collect, name="rights_collect"),
    path("rights/<str:reference>/read/<str:what>", packs.read, name="rights_read"),
    path("rights/<str:reference>/make", packs.make, name="rights_make"),
    path("rights/<str:reference>/again", packs.reopen, name="rights_reopen"),
    path("rights/<str:reference>/give", packs.give, name="rights_give"),
    path("rights/<str:reference>/pack.pdf", packs.paper, name="rights_paper"),
    path("rights/<str:reference>/pack.json", packs.data, name="rights_data"),
    path("your-information/<str:token>/", my_pack.my_pack, name="my_pack"),
    path("your-information/<str:token>/pack.pdf", my_pack.my_pack_paper, name="my_pack_paper"),
    path("your-information/<str:token>/pack.json", my_pack.my_pack_data, name="my_pack_data"),
    path("privacy/your-rights", my_pack.your_rights, name="your_rights"),
    path("quality/", quality.quality, name="quality"),
    path("quality/<slug:rule>/", quality.quality_list, name="quality_list"),
    path("walk", views.walk, name="walk"),
    path("contact", views.contact, name="contact"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("privacy/notice", consent.notice, name="notice"),
    path("privacy/notice/<str:language>.pdf", consent.notice_paper, name="notice_paper"),
    path("cookies", views.cookies, name="cookies"),
    path("language", views.language, name="language"),
    path("health", views.health, name="health"),
]
