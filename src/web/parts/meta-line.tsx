import type { Child } from 'hono/jsx';

/** Facts on one line with a dot between; nothing where none is known. */
export function MetaLine({ facts }: { facts: (Child | undefined)[] }) {
  const known = facts.filter((fact) => fact !== null && fact !== undefined);
  if (known.length === 0) return null;
  return <p class="meta">{known.map((fact, index) => <>{index > 0 ? ' · ' : ''}{fact}</>)}</p>;
}
