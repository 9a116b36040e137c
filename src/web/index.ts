export { createWeb } from './server.js';
export type { WebEnv, WebHandler } from './answer.js';
export type {
  CategoryChoice, EditionDay, GatherWish, ImportState, ImportView, ListQuery, PaperFound, PaperList, PaperVotes, WebContext,
} from './app-context.js';
export { CONTENT_SECURITY_POLICY, safetyHeaders } from './headers.js';
export { patterns, routes, type EditionFilters } from './routes.js';
export { type Frame, type Site, type Theme, THEME_COOKIE, themeFrom, type Viewer, VISITOR } from './viewer.js';
export { keptPages, type KeptPagesOptions } from './kept-pages.js';
export { isForAPerson, noteImpressions } from './impressions.js';
export type { AuthorLike, LikeBy, LikeQuery, LikeResults, SearchDesk } from './search-desk.js';
export type { FeedDesk } from './feed-desk.js';
export { feedLinks } from './feed-links.js';
export type { HookDesk } from './hook-desk.js';
export type { MailChange, MailDesk } from './mail-desk.js';
export { mailLinks } from './mail-links.js';
