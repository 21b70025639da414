"""What a person qualifies for: rules and profiles as data, three-valued verdicts, every condition with its clause."""
