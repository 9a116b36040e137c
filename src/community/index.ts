export { OWNER, OwnerAccess } from './owner.js';
export { actions, leastRole, may, mayRule, ROLES, roleOf, type Action, type Role } from './policies.js';
export { SavedSearches, type SavedSearch } from './saved-searches.js';
export { votesSince, writeWeights, type WeighedReader } from './weigh-readers.js';
export { Votes, VOTING_PACE, type VoterWishes } from './votes.js';
export { NotToldError, type VoteStanding, type VoteWish } from './write-votes.js';
export { countReaders } from './read-votes.js';
export type { GivenVote, VoteListRequest, Voters } from './read-votes.js';
export * from './accounts/index.js';
