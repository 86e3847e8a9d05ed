// What this vault's users set about the plugin (its `data.json`); the core's settings lie in `.touchstone/config.yaml`.

export interface PluginSettings {
  /** Record what a person types in this app under their name, so that it is no drift. */
  recordEdits: boolean;
  /** Type of the view that the ribbon opens. */
  lastView: string;
}

/** Settings as they were stored, repaired: what is missing or of another type is the default. */
export function pluginSettings(stored: unknown, firstView: string): PluginSettings {
  const given = typeof stored === 'object' && stored !== null ? stored as Record<string, unknown> : {};
  const { recordEdits, lastView } = given;
  return {
    recordEdits: typeof recordEdits === 'boolean' ? recordEdits : true,
    lastView: typeof lastView === 'string' ? lastView : firstView,
  };
}
