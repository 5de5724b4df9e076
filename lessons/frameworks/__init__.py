"""Published frameworks of digital competences, which lessons are tagged with."""
