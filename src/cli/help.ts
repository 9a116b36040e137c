import { SETTINGS, type Setting } from '#config';

/** The list of settings under `--help`, from the one table. */
export function settingsHelp(): string {
  const rows = (Object.values(SETTINGS) as Setting<unknown>[]).map(({ name, help, fallback, secret }) => {
    const extra = [fallback === undefined ? '' : `default ${String(fallback)}`, secret ? `or ${name}_FILE` : ''].filter((part) => part !== '');
    return `  ${name.padEnd(22)} ${help}${extra.length > 0 ? ` (${extra.join('; ')})` : ''}`;
  });
  return `\nSettings, from the environment or from NAME=value lines in broadsheet.env (or the file BROADSHEET_CONFIG names):\n${rows.join('\n')}\n`;
}
