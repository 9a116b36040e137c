import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { InvalidInputError } from '../errors.js';
import { ipv4At, ipv6Groups } from './ipv6.js';

/** Not reachable from everywhere, or nobody's: https://www.iana.org/assignments/iana-ipv4-special-registry and 224.0.0.0/4. */
const SPECIAL_IPV4 = rangesOf([
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24',
  '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
]);
/** Within 2000::/3, outside of which nothing is public: https://www.iana.org/assignments/iana-ipv6-special-registry */
const SPECIAL_IPV6 = rangesOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/**
 * Whether an IP address is one of the public internet: not of this machine, a private network, a link, a test or
 * a group of receivers. IPv4 addresses inside IPv6 ones (mapped, or behind NAT64) count as what they are.
 * Anything that is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !SPECIAL_IPV4.check(address, 'ipv4');
  const groups = ipv6Groups(address);
  if (groups === undefined) return false;
  if (startsWith(groups, [0, 0, 0, 0, 0, 0xffff]) || startsWith(groups, [0x64, 0xff9b, 0, 0, 0, 0])) return isPublicAddress(ipv4At(groups, 6));
  return (groups[0]! & 0xe000) === 0x2000 && !SPECIAL_IPV6.check(address, 'ipv6');
}

function startsWith(groups: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((group, index) => groups[index] === group);
}

/** Hosts that readers may have fetched although they are not public: names, addresses and ranges (`10.1.0.0/16`) that the owner lists. */
export class AllowedHosts {
  private readonly names: ReadonlySet<string>;
  private readonly ranges: BlockList;

  /** @throws InvalidInputError for an entry that is none of these */
  constructor(entries: readonly string[]) {
    const wrong = entries.find((entry) => !isRange(entry) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(entry));
    if (wrong !== undefined) throw new InvalidInputError(`"${wrong.slice(0, 80)}" is no host name, address or range; write intranet.example.org, 10.1.2.3 or 10.1.0.0/16.`);
    this.names = new Set(entries.filter((entry) => !isRange(entry)).map((name) => name.toLowerCase()));
    this.ranges = rangesOf(entries.filter(isRange));
  }

  hasName(name: string): boolean {
    return this.names.has(name.toLowerCase());
  }

  hasAddress(address: string): boolean {
    return this.ranges.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  }
}

function isRange(entry: string): boolean {
  const [address = '', bits, more] = entry.split('/');
  if (more !== undefined || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return false;
  return (isIPv4(address) && Number(bits ?? 0) <= 32) || (isIPv6(address) && Number(bits ?? 0) <= 128);
}

function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
