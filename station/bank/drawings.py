"""What a drawing (SVG) in a package may be: shapes in plain colours, and nothing else.

No references, no style sheets, no scripts, no letters, no pictures inside: QtSvg once drew a
file of the machine that a drawing named. Whatever is not on the lists below is refused by name.
"""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

SPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
)
WORDS = frozenset({"title", "desc"})
"""Elements that hold words for people and are not drawn."""
NUMBERS = frozenset({
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "viewBox",
    "points", "d", "transform", "opacity", "fill-opacity", "stroke-opacity", "stroke-width",
    "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit",
})  # fmt: skip
WORDED = frozenset({"fill", "stroke", "fill-rule", "stroke-linecap", "stroke-linejoin", "version"})
ATTRIBUTES = NUMBERS | WORDED | {"id"}
VALUE = re.compile(r"[-+.,\w\s()%]*|#[0-9A-Fa-f]{3,8}")
"""Numbers, names and transforms; no colon, no slash, no `url(#...)`."""
MAX_ELEMENTS = 5_000
MAX_DEPTH = 16


def drawing_fault(data: bytes) -> str:
    """Return why a drawing may not enter a package, empty when it may."""
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        return f"not readable as SVG: {str(error) or type(error).__name__}"
    if root.tag != f"{SPACE}svg":
        return "not an SVG drawing"
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        return f"more than {MAX_ELEMENTS} elements"
    return _fault(root, 1)


def _fault(element: Element, depth: int) -> str:
    tag = str(element.tag).removeprefix(SPACE)
    if tag in WORDS:
        return "" if len(element) == 0 else f"element {tag} holds more than words"
    if tag not in ELEMENTS:
        return f"element {tag.rpartition('}')[2]} may not stand in a drawing"
    if depth > MAX_DEPTH:
        return f"groups nested deeper than {MAX_DEPTH}"
    for name, value in element.attrib.items():
        if fault := _attribute_fault(tag, name, value):
            return fault
    return next((fault for child in element if (fault := _fault(child, depth + 1))), "")


def _attribute_fault(tag: str, name: str, value: str) -> str:
    if name not in ATTRIBUTES:
        return f"{tag} may not have {name.rpartition('}')[2]}"
    if not VALUE.fullmatch(value) or "url" in value.casefold():
        return f"{name} of {tag} may not be {value[:40]!r}"
    return ""
