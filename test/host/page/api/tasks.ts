// `Tasks`: what the app waits for before it quits.

export class Tasks {
  private readonly all: Promise<unknown>[] = [];

  add(callback: () => Promise<unknown>): void {
    this.all.push(callback());
  }

  addPromise(promise: Promise<unknown>): void {
    this.all.push(promise);
  }

  isEmpty(): boolean {
    return this.all.length === 0;
  }

  promise(): Promise<unknown> {
    return Promise.all(this.all);
  }
}
