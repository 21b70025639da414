"""What is asked: the parts of a question, their cues and their spelling."""
