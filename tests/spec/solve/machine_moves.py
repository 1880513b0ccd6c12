"""Each move of every state machine, written out: "state step -> next". What is not here is refused."""

MOVES: dict[str, str] = {
    "notification": """
        awaiting decide -> decided
        awaiting ask -> asked_back
        asked_back answer -> answered
        asked_back decide -> decided
        answered decide -> decided
        answered ask -> asked_back
        decided decide -> decided
        decided ask -> asked_back
    """,
    "decision": """
        standing put_off -> standing
        standing hand_over -> standing
        standing complete -> complete
        standing supersede -> superseded
    """,
    "hold": """
        resting put_off -> resting
        resting day_comes -> over
        resting take_back -> over
        resting decide -> over
    """,
    "check": """
        asked answer -> answered
        asked pass_due -> late
        asked withdraw -> withdrawn
        late answer -> answered
        late withdraw -> withdrawn
    """,
    "episode": """
        led lose_lead -> unled
        led pause -> paused
        led ask_step_up -> stepping_up
        led close -> closed
        unled give_lead -> led
        unled pause -> paused
        unled ask_step_up -> stepping_up
        unled close -> closed
        paused resume -> led
        paused ask_step_up -> stepping_up
        paused close -> closed
        stepping_up step_refused -> led
        stepping_up step_agreed -> closed
    """,
    "action": """
        not_started start -> in_progress
        not_started finish -> done
        not_started drop -> not_needed
        not_started hand_over -> not_started
        in_progress finish -> done
        in_progress drop -> not_needed
        in_progress hand_over -> in_progress
    """,
    "step": """
        asked chase -> asked
        asked need_more -> more_needed
        asked agree -> agreed
        asked decline -> declined
        asked withdraw -> withdrawn
        more_needed tell -> asked
        more_needed withdraw -> withdrawn
    """,
    "meeting": """
        planned change -> planned
        planned postpone -> planned
        planned open -> under_way
        planned cancel -> cancelled
        under_way close -> to_confirm
        to_confirm confirm -> confirmed
    """,
    "meeting case": """
        waiting put_on -> on_agenda
        waiting remove -> removed
        on_agenda take -> open
        on_agenda decide -> decided
        on_agenda carry -> carried
        on_agenda remove -> removed
        open put_back -> on_agenda
        open decide -> decided
        open carry -> carried
        decided decide -> decided
        decided seal -> sealed
    """,
    "goal": """
        open change -> open
        open reach -> reached
        open leave -> left
    """,
    "plan": """
        to_begin begin -> running
        to_begin end -> ended
        running review -> running
        running end -> ended
    """,
    "review": """
        planned week_before -> soon
        soon day_comes -> due
        due day_passes -> overdue
        planned move -> planned
        soon move -> planned
        due move -> planned
        overdue move -> planned
        planned hold -> done
        soon hold -> done
        due hold -> done
        overdue hold -> done
        planned stop -> stopped
        soon stop -> stopped
        due stop -> stopped
        overdue stop -> stopped
    """,
    "second look": """
        to_review keep -> kept
        to_review decide_anew -> decided_anew
    """,
}


def moves_of(name: str) -> dict[tuple[str, str], str]:
    """The moves of one machine."""
    rows = [line.split() for line in MOVES[name].strip().splitlines()]
    return {(was, step): to for was, step, _arrow, to in rows}
