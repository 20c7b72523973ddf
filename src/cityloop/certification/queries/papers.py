"""Is this file a certificate that was given out here, and does that certificate hold?"""

import hashlib
import re
from dataclasses import dataclass

from cityloop.certification.models import Certificate, CertificatePaper, Reissue
from cityloop.certification.queries.certificates import is_intact, standing
from cityloop.engine.standing import Standing

NUMBER = re.compile(rb"\bC-[A-Z]{1,8}-\d{4}-\d{4,9}\b")
MOST_NUMBERS = 20


@dataclass(frozen=True)
class PaperFinding:
    """What a file is. `paper` is what was given out here, or None; `named` a certificate that a strange file names.

    `replaced` is the reissue since which its names are others. `holds` only where the file is ours and says the names
    of today, its certificate has the content it was issued with, and that is valid today.
    """

    sha256: str
    paper: CertificatePaper | None = None
    standing: Standing | None = None
    reason: str = ""
    intact: bool = False
    replaced: Reissue | None = None
    named: Certificate | None = None

    @property
    def certificate(self) -> Certificate | None:
        return self.paper.certificate if self.paper else self.named

    @property
    def holds(self) -> bool:
        ours = self.paper is not None and self.intact and self.replaced is None
        return ours and self.standing.status == Certificate.Status.VALID

    @property
    def outdated(self) -> bool:
        """Does the file say something else about the status than what is true today?"""
        return self.paper is not None and self.paper.says != self.standing.status


def check_paper(content: bytes, on) -> PaperFinding:
    """Hold a file to the hashes of all that were given out; one changed byte makes it another file."""
    sha256 = hashlib.sha256(content).hexdigest()
    found = CertificatePaper.objects.select_related("certificate__service", "certificate__holder", "certificate__case")
    paper = found.filter(sha256=sha256).first()
    if paper is None:
        return PaperFinding(sha256, named=_named(content))
    certificate = paper.certificate
    stands, reason = standing(certificate, on)
    replaced = certificate.reissues.filter(at__gt=paper.given_at).first()
    return PaperFinding(sha256, paper, stands, reason, is_intact(certificate), replaced)


def known(content: bytes) -> bool:
    """Was a file of these bytes given out before?"""
    return CertificatePaper.objects.filter(sha256=hashlib.sha256(content).hexdigest()).exists()


def _named(content: bytes) -> Certificate | None:
    """A certificate of ours whose number stands in the file as plain text, as it does in the metadata of ours."""
    numbers = {match.group().decode() for match, _n in zip(NUMBER.finditer(content), range(MOST_NUMBERS), strict=False)}
    found = Certificate.objects.select_related("service", "holder", "case").filter(number__in=numbers)
    return found.first() if len(numbers) == 1 else None
