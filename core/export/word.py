"""What every Word file of this product has in common: its name, day and language, and no trace of a template.

python-docx begins with a document of 2013 made by another program, which Word opens in compatibility mode.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

APP = "Hvad virker for hvem?"
LANGUAGE = "da-DK"
MODE = "15"  # of Word 2013 and later
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
_PROPERTIES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{APP}</Application></Properties>"""


def document_bytes(document: Document) -> bytes:
    """The document as a file, with everything set that a program or a list of files shows of it."""
    _own_properties(document)
    _own_settings(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _own_properties(document: Document) -> None:
    properties, now = document.core_properties, datetime.now(UTC).replace(tzinfo=None)
    properties.author = properties.last_modified_by = APP
    properties.created = properties.modified = now
    properties.language, properties.comments = LANGUAGE, ""
    package = document.part.package
    for key, link in list(package.rels.items()):
        if link.reltype == _THUMBNAIL:
            del package.rels[key]
        elif link.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            link.target_part._blob = _PROPERTIES.encode("utf-8")


def _own_settings(document: Document) -> None:
    """The current mode, and Danish as the language of all that no style says anything else about."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), MODE)
    for name, value in (("w:decimalSymbol", ","), ("w:listSeparator", ";"), ("w:themeFontLang", LANGUAGE)):
        for element in settings.iter(qn(name)):
            element.set(qn("w:val"), value)
    for preview in list(settings.iter(qn("w:savePreviewPicture"))):
        settings.remove(preview)
    for key, link in list(document.part.rels.items()):
        if link.reltype.endswith("/stylesWithEffects"):  # a second copy of all styles, for Word 2010
            del document.part.rels[key]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
