import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { WebEnv } from '#web';
import type { Metrics } from './metrics.js';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** Measures every request; stands before everything else. */
export function countRequests(metrics: Metrics): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const method = METHODS.has(c.req.method) ? c.req.method : 'other';
    metrics.noteRequest({ method, route: routeOf(c), status: c.res.status, seconds: (performance.now() - started) / 1000 });
  };
}

/** The pattern of the page that stands at this address, even when something before it answered. */
function routeOf(c: Context<WebEnv>): string {
  return matchedRoutes(c).find(({ path }) => path !== '*' && path !== '/*')?.path ?? 'none';
}
