"""Search of the directory: our analyser in front of a port, and engines behind it.

A text becomes whitespace tokens (`analyser`), a query becomes what every answer must have (`question`), an engine
behind the port (`port`: `tantivy_engine` by default, `oracle` as the judge) finds it, and `index` keeps the engine's
files beside the database, from which they can be made anew at any time.
"""
