"""Static files under names that change with their content, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStorage(CompressedManifestStaticFilesStorage):
    """Lasting names and compressed copies where the files were collected; plain names where not, as in tests."""

    manifest_strict = False

    def stored_name(self, name):
        return super().stored_name(name) if self.hashed_files else name
