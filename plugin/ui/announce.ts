// Says results to those who don't see them: one live region for each view.

export class Announcer {
  private readonly el: HTMLElement;

  constructor(parent: HTMLElement) {
    this.el = parent.createDiv({ cls: 'touchstone-announcer', attr: { 'aria-live': 'polite', role: 'status' } });
  }

  say(text: string): void {
    // The same text again would be no change, and nothing would be said.
    this.el.setText(this.el.textContent === text ? `${text}\u00A0` : text);
  }
}
