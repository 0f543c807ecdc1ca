"""Questions asked of many runs: races, sweeps, landscapes, checks, searches."""
