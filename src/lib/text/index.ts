export { StringCache, type CacheBounds } from './cache.js';
export { cleanText } from './clean.js';
export { escapeHtml } from './escape.js';
export { excerpt } from './excerpt.js';
export { plainText } from './plain.js';
export { setText, type SetTextOptions } from './set.js';
export { findUrls, locateUrls, safeUrl, type FoundUrl } from './urls.js';
