"""Show cities, their diagnoses, and to their own people what they are advised."""
