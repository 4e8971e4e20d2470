/** One entry of a block's inputs or outputs, where the wire has raw JSON. */
export interface DataType {
  readonly name?: string;
  readonly format?: string;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly value?: string;
  readonly stac_url?: string;
  readonly asset_source?: { readonly id?: string; readonly type?: string };
}

/** Whether raw JSON is a list of objects. Their members are not checked: they may differ from `DataType`. */
export function isListOfObjects(raw: unknown): raw is DataType[] {
  return Array.isArray(raw) && raw.every((entry) => typeof entry === 'object' && entry !== null);
}
