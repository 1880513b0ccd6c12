"""What comes next for an episode of help when somebody took back their consent."""

from django.urls import path

from earlyhelp.solve.views import consents

urlpatterns = [path("<str:reference>/consent/", consents.episode_consent, name="episode_consent")]
