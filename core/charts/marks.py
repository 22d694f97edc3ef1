"""The marks of the states as drawn shapes: a picture then looks the same on every machine, whatever its fonts hold.

Every shape is one SVG path in a box from -1 to 1, filled by the non-zero rule: what turns the other way is a hole.
"""

from __future__ import annotations

_DISC = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
_HOLE = "M-.7,0A.7,.7,0,1,0,.7,0A.7,.7,0,1,0,-.7,0Z"
_HALF = "M0,-.7V.7A.7,.7,0,0,0,0,-.7Z"
_BUT_QUARTER = "M0,-.7A.7,.7,0,1,0,.7,0L0,0Z"
_ARROWS = (
    "M-1,-.52H.35V-.9L1,-.38L.35,.14V-.24H-1Z"  # to the right
    "M1,.52H-.35V.9L-1,.38L-.35,-.14V.24H1Z"
)
_PENCIL = "M-1,1L-.8,.25L.45,-1L1,-.45L-.25,.8ZM-.62,.38L-.7,.7L-.38,.62L.72,-.45L.45,-.72Z"
_BAR = "M-.6,.42L.42,-.6L.6,-.42L-.42,.6Z"
_DIAMOND = "M0,-1L1,0L0,1L-1,0ZM0,-.58L-.58,0L0,.58L.58,0Z"

APART, BARRED = "apart", "barred"  # points to work but is no choice; may not be carried over
SHAPES = {
    "supported": _DISC,
    "promising": _DISC + _HALF,
    "few_studies": _DISC + _BUT_QUARTER,
    "conflicting": _ARROWS,
    "no_effect": _DISC + _HOLE,
    "negative": "M-1,-.8H1L0,1Z",
    APART: _DIAMOND,
    "practice_only": _PENCIL,
    BARRED: _DISC + _HOLE + _BAR,
}
