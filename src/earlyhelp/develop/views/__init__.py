"""Pages of training, reflection, wellbeing and organisations."""
