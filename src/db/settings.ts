import type { Database } from './database.js';

/** What the owner set on pages: small values by name, kept as JSON. */
export class StoredSettings {
  constructor(private readonly db: Database) {}

  async get<T>(name: string): Promise<T | undefined> {
    const row = await this.db.kysely.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
    return row === undefined ? undefined : (JSON.parse(row.value) as T);
  }

  async set(name: string, value: unknown, now: string): Promise<void> {
    const row = { name, value: JSON.stringify(value), updated_at: now };
    await this.db.kysely.insertInto('settings').values(row).onConflict((conflict) => conflict.column('name').doUpdateSet(row)).execute();
  }
}
