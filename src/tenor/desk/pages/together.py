"""What stands between the two sides, on one page: of actions, messages, feedback, themes, requests and trouble what is shown together."""

from __future__ import annotations

from tenor.desk.pages import actions, feedback, flexibility, messages, own_capacity, themes
from tenor.desk.pages.view import Data, View


def make(view: View) -> Data:
    """{"actions" still open, "messages" and "requests" without an answer, "problems" not talked through, "rated", "replies", "praise": the
    last, "themes"}."""
    said, days = feedback.make(view), flexibility.make(view)
    praise = (one for one in said["given"] if one["kind"] in ("praise", "good practice") and one["text"])
    return {
        "actions": [one for one in actions.make(view)["actions"] if one["state"] == "open"],
        "messages": [one for one in messages.make(view)["messages"] if not one["answered"]],
        "requests": [{**one, "unit_name": days["names"].get(one["unit"], "")} for one in days["requests"] if one["answer"] is None],
        "problems": [one for one in own_capacity.make(view)["problems"] if not one["discussed"]],
        "rated": said["rated"],
        "replies": said["replies"],
        "praise": next(praise, None),
        "themes": themes.make(view)["themes"],
    }
