"""Random lives: how a state machine lives so many of them, in every file that has one."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


def live(machine: type[RuleBasedStateMachine], lives: int, steps: int) -> None:
    """Each of so many steps, without shrinking: what fails is told by its steps, and is a small test soon."""
    _live(machine, lives, steps, Phase.generate)


def live_and_shrink(machine: type[RuleBasedStateMachine], lives: int, steps: int) -> None:
    """Of a machine whose steps are quick: what fails is made as short as it can be."""
    _live(machine, lives, steps, Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)


def _live(machine: type[RuleBasedStateMachine], lives: int, steps: int, *phases: Phase) -> None:
    chosen = settings(
        max_examples=lives,
        stateful_step_count=steps,
        phases=phases,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)
