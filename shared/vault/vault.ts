// An opened vault: its configuration and the ports it is reached through.
import type { Config } from '../settings/config';
import type { Ports } from './ports';

export interface Vault {
  readonly ports: Ports;
  readonly config: Config;
}
