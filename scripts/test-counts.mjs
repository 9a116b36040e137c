// A reporter of node:test that writes one line of JSON: how many tests passed, failed and were skipped.

/**
 * @param {AsyncIterable<{ type: string, data: any }>} events
 * @yields {string}
 */
export default async function* counts(events) {
  for await (const { type, data } of events) {
    if (type === 'test:summary' && data.file === undefined) yield `${JSON.stringify(tally(data.counts))}\n`;
  }
}

/**
 * @param {{ passed: number, failed: number, cancelled: number, skipped: number, todo: number }} counts as node:test counts
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function tally({ passed, failed, cancelled, skipped, todo }) {
  return { passed, failed: failed + cancelled, skipped: skipped + todo };
}
