"""Units in which sensors report, and how one becomes another: by a factor and a shift, or not at all."""

from __future__ import annotations

_FAMILIES: dict[str, dict[str, tuple[float, float]]] = {
    "mass in air": {"µg/m³": (1, 0), "mg/m³": (1e3, 0), "g/m³": (1e6, 0)},
    "temperature": {"°C": (1, 0), "K": (1, -273.15), "°F": (5 / 9, -160 / 9)},
    "speed": {"km/h": (1, 0), "m/s": (3.6, 0), "mph": (1.609344, 0)},
    "length": {"m": (1, 0), "km": (1e3, 0), "cm": (1e-2, 0), "mm": (1e-3, 0)},
    "time": {"s": (1, 0), "ms": (1e-3, 0), "min": (60, 0), "h": (3600, 0)},
    "energy": {"kWh": (1, 0), "Wh": (1e-3, 0), "MWh": (1e3, 0), "MJ": (1 / 3.6, 0)},
    "power": {"kW": (1, 0), "W": (1e-3, 0), "MW": (1e3, 0)},
    "share": {"%": (1, 0), "1": (100, 0), "‰": (0.1, 0)},
    "volume": {"m³": (1, 0), "l": (1e-3, 0)},
    "sound": {"dB": (1, 0)},
    "parts in air": {"ppb": (1, 0), "ppm": (1e3, 0)},
}
_OTHER_NAMES = {
    # as files write them, and the codes of UN/CEFACT Recommendation 20 that NGSI-LD uses
    **dict.fromkeys(("ug/m3", "μg/m³", "μg/m3", "µg/m3", "ug/m³", "µg/m^3", "GQ"), "µg/m³"),
    **dict.fromkeys(("mg/m3", "mg/m^3", "GP"), "mg/m³"),
    **dict.fromkeys(("C", "℃", "degC", "CEL", "Cel"), "°C"),
    **dict.fromkeys(("F", "℉", "degF", "FAH"), "°F"),
    **dict.fromkeys(("KEL",), "K"),
    **dict.fromkeys(("kph", "kmh", "KMH"), "km/h"),
    **dict.fromkeys(("MTS",), "m/s"),
    **dict.fromkeys(("percent", "P1", "pct"), "%"),
    **dict.fromkeys(("C62", "ratio"), "1"),
    **dict.fromkeys(("SEC", "sec", "초"), "s"),
    **dict.fromkeys(("MIN", "분"), "min"),
    **dict.fromkeys(("KWH", "kwh"), "kWh"),
    **dict.fromkeys(("m3", "MTQ"), "m³"),
    **dict.fromkeys(("2N", "dB(A)", "dBA"), "dB"),
}


def conversion(given: str, wanted: str) -> tuple[float, float] | None:
    """`(factor, shift)` by which a value in `given` becomes one in `wanted`; None where nothing is known of the two.

    >>> conversion("mg/m3", "µg/m³"), conversion("vehicles", "vehicles"), conversion("ppb", "µg/m³")
    ((1000.0, 0.0), (1.0, 0.0), None)
    >>> factor, shift = conversion("°F", "°C")
    >>> round(212 * factor + shift, 9)
    100.0
    """
    given, wanted = (_OTHER_NAMES.get(name.strip(), name.strip()) for name in (given, wanted))
    if given == wanted:
        return 1.0, 0.0
    for family in _FAMILIES.values():
        if given in family and wanted in family:
            (up, plus), (down, minus) = family[given], family[wanted]
            return up / down, (plus - minus) / down
    return None
