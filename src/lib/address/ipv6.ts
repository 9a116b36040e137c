import { isIPv6 } from 'node:net';

/** The eight groups of an IPv6 address, each 0 to 65535; nothing when it is none, or names a zone such as `%eth0`. */
export function ipv6Groups(address: string): number[] | undefined {
  if (!isIPv6(address) || address.includes('%')) return undefined;
  const [head = [], tail] = withoutDots(address).split('::').map(groupsIn);
  if (tail === undefined) return head;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/** The IPv4 address whose bits begin at one of the groups: `ipv4At(groups, 6)` of `::ffff:192.0.2.1` is `192.0.2.1`. */
export function ipv4At(groups: readonly number[], index: number): string {
  const [high = 0, low = 0] = groups.slice(index);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** `::ffff:192.0.2.1` as `::ffff:c000:201`. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => `${pair(a, b)}:${pair(c, d)}`);
}

function pair(high: string, low: string): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

function groupsIn(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}
