"""The pages of indicators and pulls."""

from django.urls import path

from indicators.views import indicators, pulls

urlpatterns = [
    path("indicators/", indicators.indicator_list, name="indicators"),
    path("indicators/<str:code>/", indicators.indicator_page, name="indicator"),
    path("pulls/", pulls.pull_list, name="pulls"),
    path("pulls/<int:pk>/", pulls.pull_page, name="pull"),
    path("sources/<int:pk>/pull/", pulls.pull_now, name="pull-now"),
]
