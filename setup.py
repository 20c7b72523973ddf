"""Wheels carry compiled catalogues: the rest of the package's description is in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithCatalogues(build_py):
    """Compile every catalogue before the package's files are gathered."""

    def run(self):
        sys.path.insert(0, str(Path(__file__).parent / "src"))
        from cityloop.messages import compile_all

        compile_all()
        self.data_files = self._get_data_files()
        super().run()


setup(cmdclass={"build_py": BuildWithCatalogues})
