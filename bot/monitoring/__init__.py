"""Log, figures and health page of the running bot."""
