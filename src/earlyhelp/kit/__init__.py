"""What every room stands on: actor, base model, working days, names, form fields, page components."""
