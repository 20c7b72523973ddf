from django.db import migrations

from cityloop.audit.append_only import AppendOnly
from cityloop.audit.triggers import Refuse

TABLES = (
    "site", "partner", "condition", "pilotevent", "protocol", "departure", "delivery", "measurements", "pulledpage",
    "effect", "closingreport",
)  # fmt: skip
FIXED = "EXISTS (SELECT 1 FROM livinglabs_protocol p WHERE p.pilot_id = NEW.pilot_id)"


class Migration(migrations.Migration):
    dependencies = [("livinglabs", "0003_pilots_protocols_measurements_effects")]
    operations = [
        *(AppendOnly(f"livinglabs_{table}") for table in TABLES),
        Refuse("no_draft_is_made_once_a_protocol_is_fixed", "livinglabs_protocoldraft", "BEFORE INSERT", FIXED),
        Refuse("no_draft_is_changed_once_a_protocol_is_fixed", "livinglabs_protocoldraft", "BEFORE UPDATE", FIXED),
        Refuse(
            "a_pilot_starts_under_a_fixed_protocol",
            "livinglabs_pilotevent",
            "BEFORE INSERT",
            f"NEW.kind = 'started' AND NOT {FIXED}",
        ),
        Refuse(
            "measurements_are_of_a_delivery_of_the_same_pilot",
            "livinglabs_measurements",
            "BEFORE INSERT",
            "NOT EXISTS (SELECT 1 FROM livinglabs_delivery d WHERE d.id = NEW.delivery_id AND d.pilot_id = NEW.pilot_id)",
        ),
        Refuse(
            "an_effect_is_under_the_protocol_of_the_same_pilot",
            "livinglabs_effect",
            "BEFORE INSERT",
            "NOT EXISTS (SELECT 1 FROM livinglabs_protocol p WHERE p.id = NEW.protocol_id AND p.pilot_id = NEW.pilot_id)",
        ),
    ]
