"""Reports that go upwards: kept figures, documents, Word templates, pages."""
