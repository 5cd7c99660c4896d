"""The stages, composed: settings, plug-ins, a build from inputs to files, and the public graph."""
