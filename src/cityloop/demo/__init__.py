"""The demonstration: real figures and a simulated cast, played through the same actions that a person's click calls."""
