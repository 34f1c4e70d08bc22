"""The desk's side of the exchange with central: enrolment, operations up, state down, photos, what still waits."""
