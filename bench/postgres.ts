import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** What scripts/postgres.mjs gives: plain JavaScript, as it must run before anything is compiled. */
interface Cluster {
  url: string;
  version: string;
  stop(): void;
}

export interface Postgres {
  version: string;
  /** The address of a new, empty database. */
  freshDatabase(): Promise<string>;
}

const SCRIPT = new URL('../../scripts/postgres.mjs', import.meta.url).href;

/** A cluster as careful as one that people keep data in; the one for tests is not. */
const SETTINGS = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', wal_level: 'replica', max_wal_size: '4GB', shared_buffers: '512MB' };

/** Runs on a temporary cluster that is gone afterwards. */
export async function withPostgres<T>(say: (words: string) => void, work: (postgres: Postgres) => Promise<T>): Promise<T> {
  const { startPostgres } = (await import(SCRIPT)) as { startPostgres(options: object): Promise<Cluster> };
  const cluster = await startPostgres({ say, settings: SETTINGS });
  process.once('exit', cluster.stop);
  try {
    return await work({ version: cluster.version, freshDatabase: () => createDatabase(cluster.url) });
  } finally {
    process.off('exit', cluster.stop);
    cluster.stop();
  }
}

async function createDatabase(url: string): Promise<string> {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
