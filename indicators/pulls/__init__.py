"""Pulls: values read from a source and stored, each with its history.

Nothing else writes Observation, Revision, Pull or Rejection. The row of a pull is the truth and
the queue only a hint: whoever claims the row works on it, and a claim that was lost can write
nothing. A source is read outside any transaction; one short one stores what changed.
"""

from indicators.pulls.claims import cancel_pull, stop_pull
from indicators.pulls.rejecting import REJECTIONS_KEPT
from indicators.pulls.requests import PullAlreadyRunning, due_sources, request_pull, sweep
from indicators.pulls.running import Recorded, record_by_hand, run_pull
from indicators.pulls.silence import tell_of_silence
from indicators.pulls.storing import lock_values

__all__ = [
    "REJECTIONS_KEPT",
    "PullAlreadyRunning",
    "Recorded",
    "cancel_pull",
    "due_sources",
    "lock_values",
    "record_by_hand",
    "request_pull",
    "run_pull",
    "stop_pull",
    "sweep",
    "tell_of_silence",
]
