import { number } from '../words.js';

/** The quiet number of a rank. */
export function Place({ place }: { place: number }) {
  return <span class="place"><span class="hidden">Place </span>{number(place)}</span>;
}
