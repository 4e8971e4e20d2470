/** What the gateway tells the page about itself. */
export interface Settings {
  /** The demo keys of the built-in sandbox, each with a description of its account; empty over the real API. */
  demoKeys: readonly { key: string; opens: string }[];
  /** URL of map tiles with `{x}`, `{y}` and `{z}`; null: the map has coastlines only. */
  tilesUrl: string | null;
  /** Where the answer to the introspection query is; null: the gateway is asked for it. */
  schemaUrl: string | null;
}

/** Reads the settings that the gateway wrote into the page. */
export function readSettings(document: Document): Settings {
  const given: Partial<Settings> = JSON.parse(document.getElementById('settings')?.textContent || '{}');
  return { demoKeys: given.demoKeys ?? [], tilesUrl: given.tilesUrl ?? null, schemaUrl: given.schemaUrl ?? null };
}
