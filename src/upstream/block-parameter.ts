import type { WireReader } from './wire/wire-reader.ts';

/** An input or output of a block: its definition and, if the block was run, its value. */
export interface BlockParameter {
  name: string | null;
  format: string | null;
  type: string | null;
  description: string | null;
  properties: unknown;
  /** Always a string, whatever `type` says. */
  value: string | null;
  stacUrl: string | null;
  assetSource: AssetSource | null;
}

/** The AOI asset that a raster comes from. */
export interface AssetSource {
  assetId: string | null;
  type: string | null;
}

/** The form in which a raw JSON field carries a parameter, in both directions. */
interface WireParameter {
  name?: string;
  format?: string;
  type?: string;
  description?: string;
  properties?: unknown;
  value?: string;
  stac_url?: string;
  asset_source?: { id?: string; type?: string };
}

/**
 * The parameters in a decoded raw JSON field: the entries of a list, or a single object.
 * Any other form gives none. The raw value is in the graph as well.
 */
export function toBlockParameters(field: string, json: unknown, reader: WireReader): BlockParameter[] {
  const entries: unknown[] = Array.isArray(json) ? json : [json];
  return entries.filter(isNamed).map((wire) => toBlockParameter(field, wire, reader));
}

function isNamed(entry: unknown): entry is WireParameter {
  return typeof entry === 'object' && entry !== null && 'name' in entry;
}

function toBlockParameter(field: string, wire: WireParameter, reader: WireReader): BlockParameter {
  const source = wire.asset_source;
  return {
    name: reader.text(`${field}.name`, wire.name),
    format: reader.text(`${field}.format`, wire.format),
    type: reader.text(`${field}.type`, wire.type),
    description: reader.text(`${field}.description`, wire.description),
    properties: reader.json(`${field}.properties`, wire.properties),
    value: reader.text(`${field}.value`, wire.value),
    stacUrl: reader.nonEmptyText(`${field}.stac_url`, wire.stac_url),
    assetSource: source
      ? {
          assetId: reader.reference(`${field}.asset_source.id`, source.id),
          type: reader.text(`${field}.asset_source.type`, source.type),
        }
      : null,
  };
}

/** The parameter as it is sent. Properties without a value are left out. */
export function toWireParameter(parameter: BlockParameter): WireParameter {
  const { name, format, type, description, properties, value, stacUrl, assetSource } = parameter;
  return {
    ...(name === null ? {} : { name }),
    ...(format === null ? {} : { format }),
    ...(type === null ? {} : { type }),
    ...(description === null ? {} : { description }),
    ...(properties === null ? {} : { properties }),
    ...(value === null ? {} : { value }),
    ...(stacUrl === null ? {} : { stac_url: stacUrl }),
    ...(assetSource === null ? {} : { asset_source: { id: assetSource.assetId ?? '', type: assetSource.type ?? '' } }),
  };
}
