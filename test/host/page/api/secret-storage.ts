// `SecretStorage`: secrets of this device, kept out of the vault.
import { Events } from './events';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class SecretStorage extends Events {
  constructor(private readonly prefix: string) {
    super();
  }

  setSecret(id: string, secret: string): void {
    if (!ID.test(id)) throw new Error('a secret\'s id has lowercase letters, digits and dashes');
    window.localStorage.setItem(this.prefix + id, secret);
    this.trigger('change', id);
  }

  getSecret(id: string): string | null {
    return window.localStorage.getItem(this.prefix + id);
  }

  listSecrets(): string[] {
    return Object.keys(window.localStorage).filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
  }
}
