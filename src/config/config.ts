import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { InvalidInputError, messageOf } from '#lib';
import { SETTINGS, type Setting, type SettingKey } from './settings.js';

/** Everything the owner may configure, checked. */
export type Config = { [K in SettingKey]: (typeof SETTINGS)[K]['fallback'] } & {
  /** The file that was read, if any. */
  file?: string;
  /** Names set by environment or file: pages say that they cannot change these. */
  given: ReadonlySet<SettingKey>;
};

/** All that is wrong with the configuration, at once. */
export class ConfigError extends InvalidInputError {
  constructor(readonly problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nRun "broadsheet --help" for the list of settings.`);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from the environment, and below it from one optional file of NAME=value lines
 * (`broadsheet.env` in the working folder, or BROADSHEET_CONFIG).
 * @throws ConfigError naming every problem
 */
export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const file = configFile(environment, problems);
  const fromFile = file === undefined ? {} : readFile(file, problems);
  const values: Partial<Record<SettingKey, unknown>> = {};
  const given = new Set<SettingKey>();
  for (const [key, setting] of Object.entries(SETTINGS) as [SettingKey, Setting<unknown>][]) {
    const text = textOf(setting, environment, problems) ?? textOf(setting, fromFile, problems);
    if (text !== undefined) given.add(key);
    values[key] = text === undefined ? setting.fallback : readValue(setting, text, problems);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const config = { ...values, file, given } as Config;
  return { ...config, data: resolve(config.data) };
}

function configFile(environment: Environment, problems: string[]): string | undefined {
  const named = environment.BROADSHEET_CONFIG;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return resolve(named);
    problems.push(`BROADSHEET_CONFIG names ${named}, but there is no such file`);
    return undefined;
  }
  return existsSync('broadsheet.env') ? resolve('broadsheet.env') : undefined;
}

function readFile(file: string, problems: string[]): Environment {
  const known = new Set(Object.values(SETTINGS).flatMap(({ name, secret }: Setting<unknown>) => (secret ? [name, `${name}_FILE`] : [name])));
  try {
    const values = parseEnv(readFileSync(file, 'utf8')) as Record<string, string>;
    problems.push(...Object.keys(values).filter((name) => !known.has(name)).map((name) => `${file} sets ${name}, which is not a setting of Broadsheet`));
    return values;
  } catch (error) {
    problems.push(`${file} cannot be read: ${messageOf(error)}`);
    return {};
  }
}

function textOf(setting: Setting<unknown>, source: Environment, problems: string[]): string | undefined {
  const direct = source[setting.name];
  if (direct !== undefined && direct !== '') return direct.trim();
  const path = setting.secret ? source[`${setting.name}_FILE`] : undefined;
  if (path === undefined || path === '') return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    problems.push(`${setting.name}_FILE names ${path}, which cannot be read: ${messageOf(error)}`);
    return undefined;
  }
}

function readValue(setting: Setting<unknown>, text: string, problems: string[]): unknown {
  try {
    return setting.read(text);
  } catch (error) {
    problems.push(`${setting.name} is ${setting.secret ? 'not usable' : `"${text}"`}: ${messageOf(error)}`);
    return setting.fallback;
  }
}
