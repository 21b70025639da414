"""The parts of a .docx package, as they define numbering, styles and look."""
