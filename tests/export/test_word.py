"""What Word, and a list of files, show of a document: this product, today, Danish, and the current mode."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from docx import Document

from core.export import word


def test_a_word_file_is_of_this_product_and_this_day_in_danish_and_the_current_mode() -> None:
    document = Document()
    document.core_properties.title = "Ark"
    written = word.document_bytes(document)
    parts = zipfile.ZipFile(io.BytesIO(written))
    text = {name: parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".rels"))}
    properties = Document(io.BytesIO(written)).core_properties
    assert abs(properties.created - datetime.now(UTC)) < timedelta(minutes=5)
    assert properties.created == properties.modified
    assert (properties.title, properties.author, properties.language) == ("Ark", word.APP, "da-DK")
    assert "python-docx" not in "".join(text.values()) and "Macintosh" not in text["docProps/app.xml"]
    assert re.search(r'compatibilityMode"[^>]*w:val="15"', text["word/settings.xml"])
    assert set(re.findall(r'<w:(?:lang|themeFontLang) [^>]*?w:val="([^"]+)"', "".join(text.values()))) == {"da-DK"}
    assert not any("thumbnail" in name for name in parts.namelist())


def test_no_word_file_is_written_another_way() -> None:
    writers = [path.name for path in Path(word.__file__).parent.glob("*.py") if ".save(" in path.read_text("utf-8")]
    assert writers == ["word.py"]
