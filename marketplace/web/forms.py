"""Putting a refusal of the domain back onto the form it came from."""

from flask_wtf import FlaskForm

from marketplace.errors import Invalid, Refusal, TooMany


def refuse(form: FlaskForm, refusal: Refusal | None = None) -> tuple[int, dict[str, str]]:
    """Note the refusal on its field, or on the whole form; the status and headers of the answer.

    Without a refusal the form's own errors speak, and the status is 422.
    """
    if refusal is None:
        return 422, {}
    field = refusal.field if isinstance(refusal, Invalid) else ""
    if field and field in form:
        form[field].errors = [*form[field].errors, refusal.message]
    else:
        form.form_errors.append(refusal.message)
    if isinstance(refusal, TooMany):
        return refusal.status, {"Retry-After": str(refusal.retry_after)}
    return refusal.status, {}
