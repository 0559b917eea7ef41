"""The parts that were read, put into a plain .docx for mammoth."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element, SubElement, tostring

from .names import W
from .package import Relationship

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LISTS = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/></w:lvl>' for depth in range(9))
    + "</w:abstractNum>"
    for number, form in ((1, "bullet"), (2, "decimal"))
)
_NUMBERING = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="{W[1:-1]}">{_LISTS}'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def packed(document: str, parts: dict[str, tuple[Element, dict[str, Relationship]]]) -> bytes:
    """A new .docx of the parts that were read, with links outside and nothing else."""
    made = io.BytesIO()
    kinds = {name: "footnotes" if "footnotes" in name else "endnotes" for name in parts if name != document}
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _relations({"d": ("officeDocument", "word/document.xml", False)}))
        file.writestr("word/numbering.xml", _NUMBERING)
        for name, (root, relationships) in parts.items():
            plain = f"{kinds[name]}.xml" if name in kinds else "document.xml"
            links = {id: (one.kind, one.target, True) for id, one in relationships.items() if one.kind == "hyperlink"}
            if name == document:
                links |= {f"sy{kind}": (kind, f"{kind}.xml", False) for kind in kinds.values()}
            file.writestr(f"word/{plain}", tostring(root, encoding="utf-8", xml_declaration=True))
            file.writestr(f"word/_rels/{plain}.rels", _relations(links))
    return made.getvalue()


def _relations(found: dict[str, tuple[str, str, bool]]) -> bytes:
    root = Element("{http://schemas.openxmlformats.org/package/2006/relationships}Relationships")
    for id, (kind, target, is_external) in found.items():
        mode = {"TargetMode": "External"} if is_external else {}
        attributes = {"Id": id, "Type": f"{_RELATION}/{kind}", "Target": target, **mode}
        SubElement(root, root.tag.replace("Relationships", "Relationship"), attributes)
    return tostring(root, encoding="utf-8", xml_declaration=True)
