import assert from 'node:assert/strict';

const SAMPLE = /^([a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*\})?) (-?[\d.e+-]+|NaN|[+-]Inf)$/;

/** Reads Prometheus' text format (version 0.0.4) strictly: every line is understood, no metric or sample stands there twice. */
export function readSamples(text: string): Map<string, number> {
  assert.ok(text.endsWith('\n'));
  const samples = new Map<string, number>();
  const described = new Set<string>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, kind, name] = /^# (HELP|TYPE) (\S+) ./.exec(line) ?? [];
    if (kind !== undefined) {
      assert.ok(!described.has(`${kind} ${name}`), `described twice: ${line}`);
      described.add(`${kind} ${name}`);
      continue;
    }
    const [, key, value] = SAMPLE.exec(line) ?? [];
    assert.ok(key !== undefined, `not a sample: ${line}`);
    assert.ok(!samples.has(key), `there twice: ${key}`);
    samples.set(key, Number(value));
  }
  return samples;
}
