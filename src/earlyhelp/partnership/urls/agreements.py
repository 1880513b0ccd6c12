"""Addresses of sharing agreements, of what left the agency, and of what was let through once."""

from django.urls import path

from earlyhelp.partnership.views import agreements, disclosures

urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/new", agreements.new_agreement, name="new_agreement"),
    path("agreements/shared", disclosures.disclosures, name="disclosures"),
    path("agreements/exceptions", disclosures.exceptions, name="exceptions"),
    path("agreements/exceptions/decide", disclosures.decide_exception, name="decide_exception"),
    path("agreements/exceptions/<uuid:key>", disclosures.review_exception, name="review_exception"),
    path("agreements/<str:reference>/", agreements.agreement, name="agreement"),
    path("agreements/<str:reference>/<int:version>/", agreements.agreement, name="agreement_version"),
    path(
        "agreements/<str:reference>/<int:version>/change",
        agreements.change_agreement,
        name="change_agreement",
    ),
    path("agreements/<str:reference>/<int:version>/sign", agreements.sign_agreement, name="sign_agreement"),
    path(
        "agreements/<str:reference>/<int:version>/paper", agreements.paper_signature, name="paper_signature"
    ),
    path("agreements/<str:reference>/<int:version>/keep", agreements.keep_agreement, name="keep_agreement"),
    path(
        "agreements/<str:reference>/<int:version>/end",
        agreements.end_agreement,
        {"how": "end"},
        name="end_agreement",
    ),
    path(
        "agreements/<str:reference>/<int:version>/leave",
        agreements.end_agreement,
        {"how": "leave"},
        name="leave_agreement",
    ),
    path(
        "agreements/<str:reference>/<int:version>/step/<slug:step>",
        agreements.step_agreement,
        name="step_agreement",
    ),
]
