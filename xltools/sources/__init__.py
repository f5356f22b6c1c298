"""What comes from other systems: exports of the ledger as text tables and SIE 4."""
