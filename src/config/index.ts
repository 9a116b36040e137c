export { ConfigError, readConfig, type Config, type Environment } from './config.js';
export { SETTINGS, type Setting, type SettingKey } from './settings.js';
