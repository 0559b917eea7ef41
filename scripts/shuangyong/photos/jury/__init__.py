"""评审: works under numbers alone to the judges, and the judges' scores back to the captions."""

from .folder import Written, write_jury
from .scores import ScoreFile, read_scores
from .selecting import Choice, choose, with_selected
from .tally import Ranked, Tally, as_json, as_text, tally
from .works import Work, jury_id, number_works

__all__ = [
    "Choice", "Ranked", "ScoreFile", "Tally", "Work", "Written", "as_json", "as_text", "choose", "jury_id", "number_works", "read_scores",
    "tally", "with_selected", "write_jury",
]  # fmt: skip
