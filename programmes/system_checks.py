"""Checks of the machine, run by ``manage.py check`` and at the start of every command."""

import ctypes

from django.core.checks import Warning, register

_LIBRARIES = (
    ("programmes.W001", "libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "no PDF can be made"),
    (
        "programmes.W002",
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset0",
        "every PDF takes a third longer",
    ),
)


@register()
def check_libraries_of_pdf(app_configs, **kwargs) -> list[Warning]:
    """Warn of each library missing that a PDF is made with; loading one is quick."""
    return [
        Warning(
            f"{library} is missing, so {consequence}.",
            hint=f"Install it: apt install {package}.",
            id=name,
        )
        for name, library, package, consequence in _LIBRARIES
        if not _loads(library)
    ]


def _loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
