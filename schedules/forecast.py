"""What a pole will sound by a plan if nothing fails: the timeline with every clip there.

Pages and the desk's preview ask here. A play that should sound at `now` is taken to sound.
"""

from collections.abc import Sequence
from datetime import datetime

from .timeline import timeline
from .vocabulary import History, Order, Play, Posting, Span


def forecast(
    plays: Sequence[Play], orders: Sequence[Order], posting: Posting, *, now: datetime
) -> tuple[Span, ...]:
    """Return every span that sounds after `now` and every fate sealed from `now` on, ascending."""
    begins = min((now, *(play.starts for play in plays), *(order.begins for order in orders)))
    ends = max((now, *(play.last_end for play in plays), *(order.ends for order in orders)))
    clips = [*(play.clip for play in plays), *(clip for order in orders for clip in order.clips)]
    ready = {clip.digest: begins for clip in clips}
    history = History(now=begins, heard=ends)
    spans = timeline(plays, orders, posting, ready, history)
    return tuple(span for span in spans if span.ends > now or (span.ends == now and not span.sounds))
