import { routes } from '../routes.js';

/** One line on how the newest announcement is being gathered, while there is something to say. */
export function GatherLine({ line }: { line?: string }) {
  return line === undefined ? null : <p class="notice gather-line" role="status">{line} <a href={routes.status()}>Status</a></p>;
}
