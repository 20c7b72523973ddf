"""What a contracting process is called: its ocid begins with a prefix that the Open Contracting Partnership gives."""

from django.conf import settings

from cityloop.engine.text import Text

UNREGISTERED = "unregistered"
REGISTERED_SAYS = Text(
    "식별자의 접두어는 오픈컨트랙팅파트너십(OCP)에 등록되어 있습니다.",
    "The prefix of its identifiers is registered with the Open Contracting Partnership.",
)
UNREGISTERED_SAYS = Text(
    "이 설치본은 오픈컨트랙팅파트너십(OCP)에 등록한 접두어가 없습니다. 식별자는 세계적으로 유일하지 않으며 "
    "“unregistered-”로 시작합니다. 등록한 뒤 CITYLOOP_OCDS_PREFIX에 적으면 됩니다.",
    "This installation has no prefix registered with the Open Contracting Partnership: its identifiers begin with "
    "“unregistered-” and are unique here only. Register one, and give it as CITYLOOP_OCDS_PREFIX.",
)


def ocid(scheme: str, edition: str, track: str) -> str:
    """The identifier of the process of one track of a call."""
    return f"{settings.OCDS_PREFIX or UNREGISTERED}-{scheme}-{edition}-{track}"


def said() -> dict:
    """What a reader of the data must know of its identifiers."""
    says = REGISTERED_SAYS if settings.OCDS_PREFIX else UNREGISTERED_SAYS
    prefix = settings.OCDS_PREFIX or UNREGISTERED
    return {"prefix": prefix, "registered": bool(settings.OCDS_PREFIX), "says": {"ko": says.ko, "en": says.en}}
