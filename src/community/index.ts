export { OWNER, OwnerAccess } from './owner.js';
export { actions, leastRole, may, mayRule, ROLES, roleOf, type Action, type Role } from './policies.js';
export { SavedSearches, type SavedSearch } from './saved-searches.js';
export * from './accounts/index.js';
