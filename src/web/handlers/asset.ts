import type { WebHandler } from '../answer.js';
import { findAsset } from '../assets.js';

/** A style sheet, script or picture of the pages. */
export const showAsset: WebHandler = (c) => {
  const file = findAsset(c.req.param('hash') ?? '', c.req.param('name') ?? '');
  if (!file) return c.notFound();
  return c.body(file.body, 200, {
    'Content-Type': `${file.type}; charset=utf-8`,
    'Cache-Control': file.current ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
};
