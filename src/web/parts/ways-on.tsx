import { routes } from '../routes.js';

/** Where to go from a page that has nothing to read. */
export function WaysOn() {
  return <>Go on with <a href={routes.front()}>the latest edition</a>, or find papers by <a href={routes.categories()}>category</a>.</>;
}
