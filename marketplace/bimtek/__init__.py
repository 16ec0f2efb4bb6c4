"""The registry of training: programmes, batches, participants, certificates, spreadsheet import."""
