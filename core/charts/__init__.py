"""One chart a file: ``draw(data) -> alt.Chart`` and ``describe(data) -> str``. Data comes in; nothing is fetched."""
