import { createHash } from 'node:crypto';

/** Of all names made here; any constant would do, and this one must never change: every reader would see everything again. */
const NAMESPACE = Buffer.from('0f6a1c52b8e94d3f9a7e5d2c41b6e803', 'hex');

/**
 * A name that is the same for the same text everywhere: a version 5 UUID (RFC 9562, 5.5) as a URN. It says nothing of where the
 * paper is served, so that a new address or host makes no reader see anything twice.
 */
export function urnOf(text: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
