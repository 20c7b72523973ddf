"""Rules as data: dated, cited, bilingual YAML files, and the way to load them.

`schemes/<scheme>/<edition>.yaml`, `calls/<programme>/<edition>.yaml`, `frameworks/<set>.yaml`, `fields.yaml`, and
worked cases in `cases/`. A new scheme, call or indicator set is a new file here, never code.
"""

from .checking import advice, check
from .shelf import editions, load, paths

__all__ = ["advice", "check", "editions", "load", "paths"]
