"""The pages of the site."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from config import views
from programmes.forms.sign_in import SignInForm

urlpatterns = [
    path("health/", views.health, name="health"),
    path("brand.css", views.brand_stylesheet, name="brand"),
    path("login/", LoginView.as_view(form_class=SignInForm), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("admin/login/", views.admin_sign_in),
    path("admin/", admin.site.urls),
    path("", include("indicators.urls")),
    path("", include("programmes.urls")),
]
