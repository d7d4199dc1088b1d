/** Where scrapers look, and where everything else of the admin host is. For the global prefix. */
export const METRICS_PATHS = ['metrics', 'api/metrics'];
