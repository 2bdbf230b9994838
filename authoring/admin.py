"""Terms and proposals in the admin."""

from authoring.editing.proposal_admin import ProposalAdmin
from authoring.editing.term_admin import TermAdmin

__all__ = ["ProposalAdmin", "TermAdmin"]
