"""What somebody can be to a proceeding; OPERATOR and CERTIFIER are those of cases."""

HOLDER = "holder"
