/** Where pages are, for what names them without serving them: a command, a mail or a feed loads none of the pages. */
export { feedLinks } from '../feed-links.js';
export { mailLinks } from '../mail-links.js';
export { patterns, routes } from '../routes.js';
