import { randomBytes } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import pg from 'pg';

/** A schema of its own inside the PostgreSQL of this run. */
export interface FreshSchema {
  /** An address under which every table lands in the schema, and nothing else is seen. */
  url: string;
  /** Removes it with all that is in it. */
  drop(): Promise<void>;
}

/** The PostgreSQL behind a line that can be cut, to see what happens when a database goes away and comes back. */
export interface SeverablePostgres {
  url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets connections through again. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes an empty schema, a few milliseconds where a database of its own would take a hundred.
 * @throws when this run has no PostgreSQL
 */
export async function freshPostgresSchema(): Promise<FreshSchema> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await query(`create schema ${name}`);
  const url = new URL(postgresUrl());
  url.searchParams.set('options', `-c search_path=${name}`);
  // A form-encoded plus would reach PostgreSQL as a plus, not as the space it stands for.
  return { url: url.href.replaceAll('+', '%20'), drop: () => query(`set lock_timeout = '10s'; drop schema ${name} cascade`) };
}

/** Removes a schema after its test; a cluster that is removed after the run takes all its schemas with it, at once. */
export async function tidyUp(schema: FreshSchema): Promise<void> {
  if (process.env.TEST_DATABASE_TEMPORARY === undefined) await schema.drop();
}

/**
 * Puts a line that can be cut before a PostgreSQL.
 * @param address of the PostgreSQL, such as a fresh schema's
 */
export async function severablePostgres(address: string): Promise<SeverablePostgres> {
  const target = new URL(address);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      open.add(from.on('close', () => open.delete(from)).on('error', () => to.destroy()));
      from.pipe(to);
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  await listen(0);
  const { port } = server.address() as { port: number };
  const url = new URL(address);
  url.host = `127.0.0.1:${port}`;
  return { url: url.href, cut: close, mend: () => listen(port), close };
}

function postgresUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('This test needs PostgreSQL, and TEST_DATABASE_URL names none: run it by `npm test -- --only postgres WORD`.');
  return url;
}

async function query(sql: string): Promise<void> {
  await withPostgres(postgresUrl(), (client) => client.query(sql));
}

/** Connects, runs, and closes the connection whatever happens. */
export async function withPostgres<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
