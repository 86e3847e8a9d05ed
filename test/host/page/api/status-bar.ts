// The bar at the foot of the window. There is none on a phone.
export class StatusBar {
  readonly containerEl = createDiv('status-bar');

  addItem(pluginId: string): HTMLElement {
    return this.containerEl.createDiv(`status-bar-item plugin-${pluginId}`);
  }
}
