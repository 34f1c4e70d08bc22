"""The terms that are accepted on the summary of every routine that sells a subscription."""

from kiosk.desk_facts import Facts
from kiosk.problems import Problem


def terms_version(facts: Facts) -> str:
    """Of those in force; "" at a gym that has none."""
    return facts.terms.version if facts.terms else ""


def terms_problems(accepted: str, facts: Facts) -> list[Problem]:
    """`accepted`: the version that was ticked. Field: accepted_terms."""
    if accepted == terms_version(facts) or facts.terms is None:
        return []
    return [Problem("terms_not_accepted", "accepted_terms", values={"version": facts.terms.version})]
