import './kit/scalars.ts';
import './aoi.ts';
import './aoi-new.ts';
import './asset.ts';
import './bandset.ts';
import './block.ts';
import './catalog.ts';
import './delivery.ts';
import './download.ts';
import './insight.ts';
import './insight-new.ts';
import './job-task.ts';
import './job.ts';
import './order-new.ts';
import './order-item.ts';
import './order-item-of-image.ts';
import './order-task.ts';
import './order.ts';
import './project.ts';
import './report.ts';
import './satellite.ts';
import './spend.ts';
import './spectral-index.ts';
import './search.ts';
import './stac.ts';
import './stac-image.ts';
import './stac-search.ts';
import './store.ts';
import './subscription.ts';
import './under-way.ts';
import './visualization.ts';
import './visualization-change.ts';
import './workflow.ts';
import { builder } from './kit/builder.ts';
import { loadingAhead } from './kit/load-ahead.ts';
import { OVERVIEW } from './overview.ts';

builder.queryType({
  description: 'Read operations. Every field that reads from Pixxel needs your API key in the Authorization header.',
});

builder.mutationType({ description: 'Write operations. Each write is sent to Pixxel once and never retried.' });

/** The whole graph. */
export const schema = Object.assign(loadingAhead(builder.toSchema()), { description: OVERVIEW });
