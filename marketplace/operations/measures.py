"""Figures by which a machine sees that all is well: what waits, since when, and that the books add up."""

from sqlalchemy import text

from marketplace.extensions import db

MEASURES: dict[str, tuple[str, str]] = {
    "pasar_jobs_waiting": (
        "Jobs that are due and nobody has taken.",
        """SELECT count(*) FROM procrastinate_jobs
           WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())""",
    ),
    "pasar_jobs_oldest_seconds": (
        "How long the oldest due job has waited.",
        """SELECT COALESCE(max(extract(epoch FROM now() - GREATEST(event.at, job.scheduled_at))), 0)
           FROM procrastinate_jobs AS job
           JOIN procrastinate_events AS event ON event.job_id = job.id AND event.type = 'deferred'
           WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())""",
    ),
    "pasar_jobs_failed": (
        "Jobs that were given up.",
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'",
    ),
    "pasar_worker_tick_age_seconds": (
        "How long ago a worker last started its clock's jobs; -1 when none ever did.",
        """SELECT COALESCE(extract(epoch FROM now()) - max(defer_timestamp), -1)
           FROM procrastinate_periodic_defers""",
    ),
    "pasar_mails_waiting": (
        "Mails that have not gone out.",
        "SELECT count(*) FROM mails WHERE status = 'waiting'",
    ),
    "pasar_mails_oldest_seconds": (
        "How long the oldest unsent mail has waited.",
        """SELECT COALESCE(max(extract(epoch FROM now() - created_at)), 0)
           FROM mails WHERE status = 'waiting'""",
    ),
    "pasar_mails_failed": (
        "Mails that were given up.",
        "SELECT count(*) FROM mails WHERE status = 'failed'",
    ),
    "pasar_payments_unsettled": (
        "Card payments begun more than 15 minutes ago whose outcome is not known.",
        """SELECT count(*) FROM payments WHERE status = 'pending' AND gateway NOT IN ('transfer', 'cod')
           AND created_at < now() - interval '15 minutes'""",
    ),
    "pasar_payments_held": (
        "Payments that do not match what was asked for and wait for a person.",
        "SELECT count(*) FROM payments WHERE status = 'held'",
    ),
    "pasar_ledger_sum_rupiah": (
        "Sum of the whole ledger. Anything but 0 is an alarm.",
        "SELECT COALESCE(sum(amount), 0) FROM ledger_entries",
    ),
    "pasar_stock_negative": (
        "Variants that promise more than there is. Anything but 0 is an alarm.",
        "SELECT count(*) FROM variants WHERE on_hand < reserved OR on_hand < 0",
    ),
}


def exposition() -> str:
    """Every measure in Prometheus's text format, from one statement."""
    figures = db.session.execute(
        text("SELECT " + ", ".join(f"({query}) AS {name}" for name, (_help, query) in MEASURES.items()))
    ).one()
    lines: list[str] = []
    for (name, (explanation, _query)), figure in zip(MEASURES.items(), figures, strict=True):
        lines += [f"# HELP {name} {explanation}", f"# TYPE {name} gauge", f"{name} {float(figure):g}"]
    return "\n".join(lines) + "\n"
