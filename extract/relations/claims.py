"""A claim: one piece of evidence for one relation."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Evidence


@dataclass(frozen=True, slots=True)
class Claim:
    """What one rule or pattern reads in one place."""

    source: str
    """Id of a concept."""
    kind: str
    """A relation kind."""
    target: str
    """Id of another concept."""
    confidence: float
    """0 to 1: how often this rule is right."""
    evidence: Evidence
