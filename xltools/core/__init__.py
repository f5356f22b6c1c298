"""Computing: pure functions from records and facts to findings, totals, forecasts and figures."""
