"""Why there is no copy of a file that could be shown."""

KIND, BROKEN, NAMES = "kind", "broken", "names"


class NotClean(ValueError):
    """A file cannot be freed of what it says of its makers; `problem` says why."""

    def __init__(self, problem: str):
        super().__init__(problem)
        self.problem = problem
