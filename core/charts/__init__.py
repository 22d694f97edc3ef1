"""One chart a file: ``draw(data) -> alt.TopLevelMixin`` and ``describe(data) -> str``. Data comes in; nothing is fetched."""
