"""The pages of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("indicators.urls")),
    path("", include("programmes.urls")),
]
