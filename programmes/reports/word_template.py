"""The Word template: the one that is shipped, or a council's own once it has been checked.

A council's own stands at ``DATA_DIR/templates/highlight.docx``. It is run in a sandbox, may hold
no macro, and may use no tag that the shipped one does not.
"""

import zipfile
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from docx.shared import RGBColor
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from programmes.reports.render import RenderError

SHIPPED = settings.BASE_DIR / "templates" / "reports" / "highlight.docx"
TEMPLATE_COLOUR = RGBColor(0x0B, 0x4F, 0x63)  # of its headings, for the council's to replace
_MOST_BYTES = 20 * 1024 * 1024  # unpacked: a file that grows beyond it is not read
_BODY = "word/document.xml"
_LINK = "/hyperlink"  # the only thing outside itself that a document may name


def own_template() -> Path:
    """Where a council puts its own template."""
    return settings.DATA_DIR / "templates" / "highlight.docx"


def open_template() -> DocxTemplate:
    """The council's own template if there is one, else the shipped one.

    Raises ``RenderError`` that says what is wrong with the council's own.
    """
    path = own_template()
    if not path.exists():
        return DocxTemplate(SHIPPED)
    content = path.read_bytes()
    if problems := problems_of(content):
        listed = " ".join(problems)
        raise RenderError(f"The Word template {path} cannot be used. {listed}")
    return DocxTemplate(BytesIO(content))


def environment() -> SandboxedEnvironment:
    """What a template is run in: it reaches no Python, and a tag without a value is an error."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


@lru_cache(maxsize=4)
def problems_of(content: bytes) -> tuple[str, ...]:
    """What is to be mended in a template before it can be used, a sentence each."""
    return tuple(_problems_of_file(content)) or tuple(_problems_of_tags(content))


def _problems_of_file(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            if _BODY not in names:
                yield "It is not a Word document. Save it from Word as .docx."
            elif sum(member.file_size for member in package.infolist()) > _MOST_BYTES:
                yield "It is larger than 20 MB. Take large pictures out."
            else:
                yield from _problems_of_parts(package, names)
    except zipfile.BadZipFile:
        yield "It is not a Word document. Save it from Word as .docx."


def _problems_of_parts(package, names):
    if any("vbaproject" in name.lower() for name in names):
        yield "It holds a macro. Save it from Word as .docx, which keeps none."
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in names):
        yield "It holds an embedded file. Take it out."
    for name in names:
        if name.endswith(".rels"):
            for target in _outside(package.read(name)):
                yield f"It refers to {target}, which is outside it. Take the reference out."


def _outside(content):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for link in etree.fromstring(content, parser):
        if link.get("TargetMode") == "External" and not link.get("Type", "").endswith(_LINK):
            yield link.get("Target")


def _problems_of_tags(content: bytes) -> Iterator[str]:
    try:
        used = dict(_tags_of(content))
    except TemplateError as error:
        yield f"A tag in it is misspelt or not closed: {error.message}."
        return
    known = {path for path, _ in _tags_of(SHIPPED.read_bytes())}
    for path, typed in used.items():
        if path not in known and not path.startswith("loop."):
            yield f"It has the tag “{typed}”, which no report has.{_instead(path, known)}"
    if 'w:styleId="Heading1"' not in _part(content, "word/styles.xml"):
        yield "It has no style “Heading 1”, so the report would have no headings to go by."


def _part(content, name):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name).decode() if name in package.namelist() else ""


def _instead(path, known):
    """The tags that stand at the same place of the shipped template."""
    place, dot, _ = path.rpartition(".")
    near = sorted(
        name.rpartition(".")[2]
        for name in known
        if name.startswith(place + dot) and "." not in name[len(place + dot) :]
    )
    return f" There are: {', '.join(near)}." if near else ""


def _tags_of(content: bytes) -> Iterator[tuple[str, str]]:
    """Every value that a template asks for: in full, “milestones[].title”, and as it is typed."""
    template, tags = DocxTemplate(BytesIO(content)), environment()
    template.init_docx()
    sources = [template.patch_xml(template.get_xml())]
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(kind):
            sources.append(template.patch_xml(template.get_part_xml(part)))
    for source in sources:
        tags.from_string(source)  # which also knows a filter that there is not
        yield from _paths(tags.parse(source), {})


def _paths(node: nodes.Node, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, nodes.For):
        yield from _paths(node.iter, known)
        if isinstance(node.target, nodes.Name):
            known = known | {node.target.name: f"{_path(node.iter, known)}[]"}
        for child in (*node.body, *node.else_):
            yield from _paths(child, known)
    elif (path := _path(node, known)) is not None:
        yield path, _path(node, {})
    else:
        for child in node.iter_child_nodes():
            yield from _paths(child, known)


def _path(node, known):
    """The full name of a value, with what the loops around it run over; None for anything else."""
    if isinstance(node, nodes.Name):
        return known.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        above = _path(node.node, known)
        return None if above is None else f"{above}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        above = _path(node.node, known)
        return None if above is None else f"{above}[]"
    return None
