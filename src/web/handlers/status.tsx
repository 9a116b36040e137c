import { answer, frameOf, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { StatusPage } from '../pages/status.js';

/** How every source is doing, and why the newest edition is as it is. */
export function showStatus(context: WebContext): WebHandler {
  return async (c) => {
    const [frame, status, search] = await Promise.all([frameOf(c, context), context.gathering.status(), context.search.status()]);
    return answer(c, <StatusPage frame={frame} status={status} search={search} />);
  };
}
