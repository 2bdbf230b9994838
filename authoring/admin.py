"""Terms, assessments, proposals and readers' reports in the admin."""

from authoring.editing.assessment_admin import AssessmentFileAdmin
from authoring.editing.proposal_admin import ProposalAdmin
from authoring.editing.term_admin import TermAdmin
from authoring.reports.report_admin import ReaderReportAdmin

__all__ = ["AssessmentFileAdmin", "ProposalAdmin", "ReaderReportAdmin", "TermAdmin"]
