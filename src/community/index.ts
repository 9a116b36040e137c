export { OWNER, OwnerAccess } from './owner.js';
export { actions, may, type Action, type Role } from './policies.js';
export { SavedSearches, type SavedSearch } from './saved-searches.js';
