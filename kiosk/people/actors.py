"""Who stands at the desk for an existing customer: the first step of every routine, shared by all of them."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.people.personal_identity import ADULT
from kiosk.problems import Problem
from kiosk.texts import N_
from kiosk.typed_text import one_line


class Actor(StrEnum):
    CUSTOMER = "customer"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    ACCOUNT_HOLDER = "account_holder"  # somebody else, of whose account it is about


ACTORS = {
    Actor.CUSTOMER: N_("The customer"),
    Actor.GUARDIAN: N_("Guardian"),
    Actor.REPRESENTATIVE: N_("Representative"),
    Actor.ACCOUNT_HOLDER: N_("Account holder"),
}
"""Code → label to translate with `_`."""


class Proof(StrEnum):
    """How the person at the desk was identified."""

    SWEDISH_ID = "swedish_id"
    FOREIGN_ID = "foreign_id"
    PHOTO_MATCH = "photo_match"
    AT_A_DISTANCE = "at_a_distance"


PROOFS = {
    Proof.SWEDISH_ID: N_("Approved Swedish ID shown"),
    Proof.FOREIGN_ID: N_("Approved foreign ID shown"),
    Proof.PHOTO_MATCH: N_("The photo on the person card matches"),
    Proof.AT_A_DISTANCE: N_("By phone, e-mail or letter: the details match"),
}
"""Code → label to translate with `_`."""
POWER_OF_ATTORNEY = "power_of_attorney"


@dataclass(frozen=True, slots=True)
class ActorDraft:
    """`proof` "" until one is ticked. `name`: of whoever acts for the customer; `has_power_of_attorney`: its paper
    was shown and covers this routine."""

    actor: Actor = Actor.CUSTOMER
    proof: str = ""
    name: str = ""
    has_power_of_attorney: bool = False


@dataclass(frozen=True, slots=True)
class Represented:
    """What of the customer decides who may act. `guardian`: the name that is known, "" without one. `at_a_distance`:
    nobody need stand at the desk for this. `account_holder`: of somebody else's account that this is about, the name
    that is known; None where there is none."""

    age: int
    has_photo: bool
    guardian: str = ""
    at_a_distance: bool = False
    account_holder: str | None = None


def offered_actors(customer: Represented) -> tuple[Actor, ...]:
    """A guardian acts for a minor only; a minor does not act alone. Whose account it is decides over it too."""
    usual = Actor.GUARDIAN if customer.age < ADULT else Actor.CUSTOMER
    holder = () if customer.account_holder is None else (Actor.ACCOUNT_HOLDER,)
    return (usual, Actor.REPRESENTATIVE, *holder)


def offered_proofs(draft: ActorDraft, customer: Represented) -> tuple[Proof, ...]:
    """The photo can only be compared with the customer."""
    has_photo = draft.actor is Actor.CUSTOMER and customer.has_photo
    offered = {Proof.PHOTO_MATCH: has_photo, Proof.AT_A_DISTANCE: customer.at_a_distance}
    return tuple(proof for proof in Proof if offered.get(proof, True))


def problems(draft: ActorDraft, customer: Represented) -> list[Problem]:
    """Fields, as they stand on the page: actor, name, proof, has_power_of_attorney."""
    found = []
    if draft.actor not in offered_actors(customer):
        found.append(Problem("actor_missing", "actor"))
    if draft.actor is not Actor.CUSTOMER and not one_line(draft.name):
        found.append(Problem("actor_name_missing", "name"))
    if draft.proof not in offered_proofs(draft, customer):
        found.append(Problem("proof_missing", "proof"))
    if draft.actor is Actor.REPRESENTATIVE and not draft.has_power_of_attorney:
        found.append(Problem("power_of_attorney_missing", "has_power_of_attorney"))
    return found


def documents(draft: ActorDraft) -> tuple[str, ...]:
    """What was ticked, as identity checks are kept."""
    return (draft.proof, POWER_OF_ATTORNEY) if draft.actor is Actor.REPRESENTATIVE else (draft.proof,)


def kept_name(draft: ActorDraft) -> str:
    """Of whoever acts for the customer; "" for the customer, whose name is known."""
    return "" if draft.actor is Actor.CUSTOMER else one_line(draft.name)
