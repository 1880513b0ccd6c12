"""Addresses of the directory and of referrals."""

from django.urls import path

from earlyhelp.signpost.views import choosing, directory, proposals, referrals, unmet, writing

app_name = "signpost"
urlpatterns = [
    path("", directory.service_list, name="service_list"),
    path("<uuid:service_id>", directory.service_detail, name="service_detail"),
    path("for/<str:reference>/", choosing.choose, name="choose"),
    path("for/<str:reference>/<int:position>/", choosing.choose, name="choose_for"),
    path("for/<str:reference>/<int:position>/<uuid:service_id>/refer/", choosing.refer, name="refer"),
    path("for/<str:reference>/<uuid:service_id>/tell/", choosing.tell, name="tell"),
    path("for/<str:reference>/none-suits/", choosing.none_suits, name="none_suits"),
    path("ours/", proposals.ours, name="ours"),
    path("ours/<uuid:service_id>/edit/", proposals.edit, name="edit"),
    path("ours/<uuid:service_id>/still-right/", proposals.still_right, name="still_right"),
    path("ours/<uuid:service_id>/room/", proposals.room, name="room"),
    path("steward/", proposals.steward, name="steward"),
    path("steward/changes/<uuid:proposal_id>/", proposals.decide_change, name="decide_change"),
    path("steward/remarks/<uuid:remark_id>/", proposals.remark_handled, name="remark_handled"),
    path("unmet/", unmet.figures, name="unmet"),
    path("unmet.csv", unmet.table, name="unmet_table"),
    path("for/<str:reference>/<int:position>/write/", writing.write, name="write"),
    path("letters/", writing.letters, name="letters"),
    path("letters/<uuid:message_id>/", writing.letter, name="letter"),
    path("letters/<uuid:message_id>/posted/", writing.posted, name="posted"),
    path("letters/<uuid:message_id>/stop/", writing.stop, name="stop_message"),
    path("referrals/", referrals.inbox, name="inbox"),
    path("referrals/returned/", referrals.returned, name="returned"),
    path("referrals/open/", referrals.open_referrals, name="open_referrals"),
    path("referrals/<str:reference>/", referrals.referral, name="referral"),
    path("referrals/<str:reference>/handled/", referrals.handled, name="handled"),
    path("referrals/<str:reference>/<str:to>/", referrals.move, name="move"),
]
