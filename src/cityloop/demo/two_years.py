"""Two years of one city under a second framework, one value put right. Every figure here is made up and says so."""

from datetime import timedelta
from pathlib import Path

from cityloop.assessment.models import Edition
from cityloop.consulting.actions import import_indicators
from cityloop.consulting.models import City
from cityloop.demo.cast import Cast

DATA = Path(__file__).parent / "data"
FRAMEWORK, CITY = "u4ssc", "sofia"
SOURCE = "Simulated figures of the Digital City Office (가상)"
FILES = (("sofia_u4ssc_2024.csv", 300), ("sofia_u4ssc_2025.csv", 20))
CORRECTED = b"city,indicator,value,year,quality,note\nsofia,EC-ICT-PS-1A,35,2025,measured,counted anew\n"


def play(cast: Cast) -> None:
    """The city gives two years of U4SSC values; by mappings they meet the record's and reach a third framework."""
    edition = Edition.objects.get(kind=Edition.Kind.FRAMEWORK, scheme=FRAMEWORK)
    give = {
        "actor": cast.people["city"],
        "city": City.objects.get(code=CITY),
        "edition": edition,
        "source": SOURCE,
        "simulated": True,
    }
    for name, days in FILES:
        import_indicators(**give, at=cast.at - timedelta(days=days), name=name, content=(DATA / name).read_bytes())
    import_indicators(**give, at=cast.at, name="correction-2025.csv", content=CORRECTED)
