import type { Database } from '#db';
import type { BundleKind } from './bundles.js';
import type { Section } from './types.js';

/** A mail as those see it who look after mails. */
export interface OutgoingMail {
  number: number;
  kind: BundleKind;
  /** `waiting`, `sending`, `sent`, `failed` or `stopped`. */
  state: string;
  /** Enough of the address to know it again, and not to write to it: `a…@example.org`. */
  to: string;
  papers: number;
  /** Instants in UTC. */
  createdAt: string;
  runAfter: string;
  /** What went wrong, in words; empty otherwise. */
  error: string;
  /** True while nothing is sent to its address, as that refused a mail. */
  refused: boolean;
}

/** The newest mails, the newest first. */
export async function outgoingMails(db: Database, limit: number): Promise<OutgoingMail[]> {
  const rows = await db.kysely
    .selectFrom('bundles')
    .innerJoin('subscriptions', 'subscriptions.number', 'bundles.subscription')
    .select(['bundles.number', 'bundles.kind', 'bundles.state', 'bundles.sections', 'bundles.created_at', 'bundles.run_after', 'bundles.error', 'subscriptions.address', 'subscriptions.state as standing'])
    .orderBy('bundles.number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ address, sections, kind, created_at, run_after, error, standing, ...row }) => ({
    ...row,
    kind: kind as BundleKind,
    to: masked(address),
    papers: (JSON.parse(sections) as Section[]).reduce((sum, { papers }) => sum + papers.length, 0),
    createdAt: created_at,
    runAfter: run_after,
    // A server repeats the address that it refuses.
    error: error.replace(/[^\s<>()"']+@[^\s<>()"']+/g, masked),
    refused: standing === 'suspended',
  }));
}

/** The first letter and the host. */
export function masked(address: string): string {
  const [name = '', host = ''] = address.split('@');
  return `${[...name][0] ?? ''}…@${host}`;
}
