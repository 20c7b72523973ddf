"""What certification puts on paper: each function gives a value of `cityloop.papers`, in the reader's language."""

from cityloop.certification.papers.certificate import certificate_paper, may_be_printed

__all__ = ["certificate_paper", "may_be_printed"]
