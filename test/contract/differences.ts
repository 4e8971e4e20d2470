import type { Difference } from '../support/document.ts';

const inSchemas = (...places: string[]) => places.map((place) => `/components/schemas/${place}`);

const post = (path: string) => `/paths/${path.replaceAll('/', '~1')}/post`;

/** Every place where the contract table knowingly departs from the upstream's document, and why. */
export const differences: readonly Difference[] = [
  {
    reason: 'Raw JSON was exported as the list of its bytes; the guides show ordinary objects in these fields.',
    at: inSchemas(
      'dexter.BlockSpec/properties/inputs',
      'dexter.BlockSpec/properties/outputs',
      'dexter.CreateInsightsWildcardTransformerRequest/properties/input',
      'dexter.ListInsightItem/properties/input',
      'dexter.ListInsightItem/properties/output',
      'dexter.GetWorkflowsByIdTransformerResponse/properties/spec',
      'dexter.GetJobByIdTransformerResponse/properties/spec',
      'dexter.PostWorkflowRunTransformerResponse/properties/spec',
      'dexter.PostWorkflowTaskGet/properties/inputs',
      'dexter.PostWorkflowTaskGet/properties/result',
      'dexter.PostWorkflowTaskGet/properties/info_logs',
    ),
    instead: {},
  },
  {
    reason: 'Both id lists are marked required, while the text beside each forbids sending the other.',
    at: inSchemas('clerk.DownloadRequest/required'),
    instead: [],
  },
  {
    reason: 'The same two lists in a delivery, which must still say where to deliver.',
    at: inSchemas('clerk.DeliveryRequest/required'),
    instead: ['cloud_info'],
  },
  {
    reason: 'The field must be in two word lists at once, and only FAILED is; words of either are accepted.',
    at: inSchemas('clerk.Task/properties/delivery_status'),
    instead: {
      enum: ['PENDING', 'SUCCESSFUL', 'FAILED', 'NOT_APPLICABLE', 'UNSPECIFIED', 'CREATED', 'IN_PROGRESS', 'SUCCESS'],
    },
  },
  {
    reason: 'The text allows null for a date whose legend the upstream is to compute; the type leaves it out.',
    at: inSchemas('atlas.VisualizationMetadataUpdateRequest/properties/legend/additionalProperties'),
    instead: {
      anyOf: [
        { type: 'array', items: { $ref: '#/components/schemas/atlas.LegendItemUpdateRequest' } },
        { type: 'null' },
      ],
    },
  },
  {
    reason: 'The text promises a cursor for the next page of images, and the schemas forget it.',
    at: inSchemas(
      'lens.V2Query/properties/next_token',
      'lens.V2Response/properties/next_token',
      'lens.V2Response/properties/pagination/properties/next_token',
    ),
    instead: { type: 'string' },
  },
  {
    reason: 'A picture is bytes, about which a JSON schema has nothing to say.',
    at: [`${post('/v0/aois/{aoi_id}/visualizations/{visualization_id}/png')}/responses/200/content/image~1png/schema`],
    instead: {},
  },
  {
    reason: 'The report is CSV by its text; no content is declared.',
    at: ['/paths/~1v0~1reports/get/responses/200/content'],
    instead: { 'text/csv': { schema: { type: 'string' } } },
  },
  {
    reason: 'Our requests are closed, so a misspelt property is refused instead of silently having no effect.',
    at: inSchemas(
      'atlas.AOICreateModelV2/additionalProperties',
      'atlas.DownloadCreateModel/additionalProperties',
      'atlas.IndexCreateRequest/additionalProperties',
      'atlas.LegendItemUpdateRequest/additionalProperties',
      'atlas.PngRequest/additionalProperties',
      'atlas.SLDRequest/additionalProperties',
      'atlas.VisualizationCreateRequest/additionalProperties',
      'atlas.VisualizationMetadataRollbackRequest/additionalProperties',
      'atlas.VisualizationMetadataUpdateRequest/additionalProperties',
      'clerk.CreateDeliveryRequest/additionalProperties',
      'clerk.DeliveryRequest/additionalProperties',
      'clerk.DownloadRequest/additionalProperties',
      'clerk.docOriginalOrderItem/additionalProperties',
      'clerk.docOriginalOrderItem/properties/bandset/additionalProperties',
      'clerk.docOriginalOrderItem/properties/cloud_delivery/additionalProperties',
      'clerk.docOriginalOrderRequest/additionalProperties',
      'clerk.originalCatalogFilter/additionalProperties',
      'cosmos.Search/additionalProperties',
      'courier.CreateStoreRequest/additionalProperties',
      'dexter.CreateInsightsWildcardTransformerRequest/additionalProperties',
      'dexter.CreateInsightsWildcardTransformerRequest/properties/block/additionalProperties',
      'dexter.PutInsightsUpstreamRequestBody/additionalProperties',
      'lens.Filter/additionalProperties',
      'lens.SatelliteInfo/additionalProperties',
      'lens.V2Query/additionalProperties',
    ),
    instead: false,
  },
];
