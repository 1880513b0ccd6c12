"""Addresses of the pages that join rooms, and of the public pages."""

from django.urls import path

from earlyhelp.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("my-work", views.my_work, name="my_work"),
    path("my-notifications", views.my_notifications, name="my_notifications"),
    path("my-notifications/<str:reference>", views.my_notification, name="notification"),
    path("my-team", views.team, name="team"),
    path("people/<str:reference>", views.person, name="person"),
    path("people/<str:reference>/why", views.why, name="person_why"),
    path("walk", views.walk, name="walk"),
    path("contact", views.contact, name="contact"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("cookies", views.cookies, name="cookies"),
    path("language", views.language, name="language"),
    path("health", views.health, name="health"),
]
