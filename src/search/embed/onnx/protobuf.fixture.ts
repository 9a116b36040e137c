/*
 * As much of the wire format of Protocol Buffers as a small ONNX model needs:
 * https://protobuf.dev/programming-guides/encoding/
 */

/** A whole number. */
export function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

/** Bytes, a text, or a message, which is its fields one after the other. */
export function bytes(field: number, value: Uint8Array | string | Buffer[]): Buffer {
  const content = typeof value === 'string' ? Buffer.from(value) : Array.isArray(value) ? Buffer.concat(value) : value;
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const parts: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) parts.push((rest % 128) | 128);
  return Buffer.from([...parts, rest]);
}
