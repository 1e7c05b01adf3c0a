"""The fixed words of programmes and reports."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a member does for a programme."""

    LEAD = "lead", "Delivery lead"
    CHAIR = "chair", "Delivery-group chair"


EXECUTIVE_GROUP = "Trust executive"
PERFORMANCE_GROUP = "Performance team"


class ReportKind(TextChoices):
    """What sort of document a report is."""

    HIGHLIGHT = "highlight", "Highlight report"


class ReportState(TextChoices):
    """How far a report has come. From submission on its figures are frozen."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    ISSUED = "issued", "Issued"
    SUPERSEDED = "superseded", "Superseded"


OPEN_STATES = (ReportState.DRAFT, ReportState.RETURNED)


class ReportedRag(TextChoices):
    """The chair's judgement."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"


class MilestoneRag(TextChoices):
    """How a milestone stands: a rating, complete, or not yet due."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    COMPLETE = "complete", "Complete"
    NOT_RATED = "not_rated", "Not rated"


class Trend(TextChoices):
    """How the reported status compares with the last report's."""

    IMPROVING = "improving", "Improving"
    STEADY = "steady", "Steady"
    WORSENING = "worsening", "Worsening"
    NOT_KNOWN = "not_known", "Not known"


class RiskMovement(TextChoices):
    """A risk's score against its score in the last report."""

    NEW = "new", "New"
    UP = "up", "Up"
    DOWN = "down", "Down"
    SAME = "same", "Same"
    NOT_KNOWN = "not_known", "Not known"


class RiskAxis(TextChoices):
    """The two things a risk is scored for, each from 1 to 5."""

    LIKELIHOOD = "likelihood", "Likelihood"
    IMPACT = "impact", "Impact"


class RiskWeight(TextChoices):
    """What an open risk of a level weighs in the evidence."""

    NONE = "", "Neither"
    HIGH = "high", "High"
    VERY_HIGH = "very_high", "Very high"


class Section(TextChoices):
    """The sections of a report's form, in the order of its task list."""

    COMMITMENTS = "commitments", "Commitments"
    ACHIEVEMENTS = "achievements", "Achievements"
    VOICE = "voice", "What children and young people told us"
    SLIPPAGE = "slippage", "Slippage"
    MILESTONES = "milestones", "Milestones"
    COMMENTS = "comments", "Figures and comments"
    NEXT_ACTIONS = "next_actions", "Next period"
    RISKS = "risks", "Risks"
    VARIANCES = "variances", "Variances"
    DECISIONS = "decisions", "Decisions wanted"
    STATUS = "status", "Status"


WRITTEN_SECTIONS = (
    Section.ACHIEVEMENTS,
    Section.VOICE,
    Section.SLIPPAGE,
    Section.NEXT_ACTIONS,
    Section.VARIANCES,
)
"""Those made of entries, in the order they are read."""

NIL_SECTIONS = (*WRITTEN_SECTIONS, Section.MILESTONES, Section.RISKS, Section.DECISIONS)
"""Those of which somebody can state that there is nothing to report."""


class VarianceKind(TextChoices):
    """What of the plan a variance changes."""

    SCOPE = "scope", "Scope"
    TIME = "time", "Time"
    COST = "cost", "Cost"
    QUALITY = "quality", "Quality"
    BENEFITS = "benefits", "Benefits"
    ASSUMPTIONS = "assumptions", "Assumptions"


class CommitmentOutcome(TextChoices):
    """What became of an action that the last report promised."""

    OPEN = "", "Not answered"
    DONE = "done", "Done"
    SLIPPED = "slipped", "Slipped"
    CARRIED = "carried", "Carry to next report"


class Approver(TextChoices):
    """Who agrees to a new baseline."""

    CHAIR = "chair", "Delivery-group chair"
    EXECUTIVE = "executive", "Trust executive"


class ReportFrequency(TextChoices):
    """How often a programme reports."""

    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"


class KeptText(TextChoices):
    """Which of two texts of one place is kept."""

    WAITING = "", "Not decided"
    THEIRS = "theirs", "Theirs"
    MINE = "mine", "Mine"
    BOTH = "both", "A text made from both"


class DecisionOutcome(TextChoices):
    """What the executive made of a decision wanted."""

    WANTED = "", "Waiting"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"
    DEFERRED = "deferred", "Deferred"
    NOTED = "noted", "Noted"


class WorkState(TextChoices):
    """How far a job is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Being made"
    DONE = "done", "Done"
    FAILED = "failed", "Not done"


LIVE_WORK_STATES = (WorkState.WAITING, WorkState.RUNNING)


class DocumentFormat(TextChoices):
    """The formats a report is made in."""

    HTML = "html", "Web page"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Spreadsheet"
    JSON = "json", "Data"
    ARCHIVE = "pdfa", "PDF for an archive"


ISSUED_FORMATS = tuple(format for format in DocumentFormat if format != DocumentFormat.ARCHIVE)
