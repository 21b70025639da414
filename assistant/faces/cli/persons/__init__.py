"""Commands about a person: qualify, by interview, profile or own words."""
