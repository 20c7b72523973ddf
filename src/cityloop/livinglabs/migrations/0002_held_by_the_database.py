from django.db import migrations

from cityloop.audit.append_only import AppendOnly
from cityloop.audit.triggers import Refuse

TABLES = (
    "protocol", "measurements", "effect",
    "ballot", "codebatch", "votingcode", "codeuse", "vote", "ballotcount", "calledoff",
)
ENDED = """EXISTS (SELECT 1 FROM livinglabs_ballotcount c WHERE c.ballot_id = NEW.ballot_id)
    OR EXISTS (SELECT 1 FROM livinglabs_calledoff c WHERE c.ballot_id = NEW.ballot_id)"""


class Migration(migrations.Migration):
    dependencies = [("livinglabs", "0001_initial")]
    operations = [
        *(AppendOnly(f"livinglabs_{table}") for table in TABLES),
        Refuse("no_vote_is_added_once_a_vote_has_ended", "livinglabs_vote", "BEFORE INSERT", ENDED),
        Refuse("no_code_is_made_once_a_vote_has_ended", "livinglabs_votingcode", "BEFORE INSERT", ENDED),
        Refuse("a_vote_ends_once", "livinglabs_ballotcount", "BEFORE INSERT", ENDED),
        Refuse("a_vote_that_was_counted_is_not_called_off", "livinglabs_calledoff", "BEFORE INSERT", ENDED),
    ]
