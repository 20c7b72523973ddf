"""What certification puts on paper: each function gives a value of `cityloop.papers`, in the reader's language."""

from cityloop.certification.papers.certificate import certificate_paper, may_be_printed
from cityloop.certification.papers.designation import designation_paper

__all__ = ["certificate_paper", "designation_paper", "may_be_printed"]
