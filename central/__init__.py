"""The service that brings the gym's desks together: enrolment, exchange, change feed, photos, person look-up."""
