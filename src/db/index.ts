export * from './database.js';
export * from './counters.js';
export type * from './schema.js';
export { currentVersion, newestVersion, NewerSchemaError } from './migrate.js';
export { isPostgresAway } from './postgres.js';
export { StoredSettings } from './settings.js';
