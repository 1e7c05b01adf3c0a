from programmes import system_checks
from programmes.system_checks import check_libraries_of_pdf


def test_a_machine_with_every_library_passes():
    assert check_libraries_of_pdf(None) == []


def test_a_missing_library_is_named_with_what_to_install(monkeypatch):
    missing = ("programmes.W002", "libnot-here.so.0", "libharfbuzz-subset0", "a PDF takes longer")
    monkeypatch.setattr(system_checks, "_LIBRARIES", (missing,))

    (warning,) = check_libraries_of_pdf(None)

    assert warning.id == "programmes.W002"
    assert warning.msg == "libnot-here.so.0 is missing, so a PDF takes longer."
    assert warning.hint == "Install it: apt install libharfbuzz-subset0."
