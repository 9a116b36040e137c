import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCommandLine } from '../../test/run-command.js';

for (const command of ['export', 'backup', 'restore', 'move', 'papers show', 'papers merge', 'papers unmerge', 'status', 'rebuild', 'doctor', 'import']) {
  test(`${command} --help says what it does, with an example`, async (t) => {
    const { out } = await (await makeCommandLine(t)).run(...command.split(' '), '--help');
    assert.match(out, new RegExp(`^Usage: broadsheet ${command} .*\n\n\\w.*\n`, 's'));
    assert.match(out, new RegExp(`Example:\n  .*broadsheet ${command}`, 's'));
  });
}
