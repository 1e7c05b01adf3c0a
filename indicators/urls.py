"""The pages of indicators and pulls."""

from django.urls import path

from indicators.views import gaps, history, indicators, pulls, quality, uploads

urlpatterns = [
    path("indicators/", indicators.indicator_list, name="indicators"),
    path("indicators/<str:code>/", indicators.indicator_page, name="indicator"),
    path("indicators/<str:code>/history/", history.indicator_history, name="indicator-history"),
    path("pulls/", pulls.pull_list, name="pulls"),
    path("pulls/upload/", uploads.upload, name="upload"),
    path("pulls/upload/<int:pk>/", uploads.uploaded, name="uploaded"),
    path("pulls/<int:pk>/", pulls.pull_page, name="pull"),
    path("pulls/<int:pk>/cancel/", pulls.cancel, name="pull-cancel"),
    path("pulls/<int:pk>/rejected-rows.csv", pulls.rejected_rows, name="pull-rejected-rows"),
    path("sources/<int:pk>/pull/", pulls.pull_now, name="pull-now"),
    path("data-quality/", quality.worklist_page, name="data-quality"),
    path("data-quality/gaps/", gaps.gaps_page, name="data-quality-gaps"),
    path("data-quality/<int:pk>/<str:check>/", quality.finding_page, name="data-quality-finding"),
    path("data-quality/left/<int:pk>/", quality.put_back, name="data-quality-put-back"),
]
