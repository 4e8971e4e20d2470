import * as resolve from '../resolvers/aoi.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import type { Aoi, AoiImage, AoiStatus } from '../upstream/aoi.ts';
import { builder } from './kit/builder.ts';
import { checkedByGateway, connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { lookupOf, relationOf } from './kit/relation.ts';
import { calls, callsForIds } from './kit/upstream-cost.ts';
import { ProjectRef } from './project.ts';
import { SatelliteRef } from './satellite.ts';
import { BBOX } from './shared/bbox.ts';
import { showAsGeoJson } from './shared/geojson.ts';
import { TimeIntervalInputRef } from './shared/interval.ts';
import { PositionRef } from './shared/position.ts';
import { LifecycleStateRef, TrackableRef } from './shared/trackable.ts';

export const AoiRef = builder.objectRef<Aoi>('Aoi');

const AoiStatusRef = enumOf<AoiStatus>('AoiStatus', 'Processing status of an AOI.', {
  SUCCESS: 'All images were clipped to the AOI.',
  STARTED: 'Accepted; processing has not produced anything yet.',
  RUNNING: 'Images are being clipped.',
  FAILED: 'No image could be clipped.',
  UPDATING: 'Images are being added.',
  PARTIAL_SUCCESS: 'Some images were clipped, others failed.',
});

export const AoiImageRef = builder.objectRef<AoiImage>('AoiImage').implement({
  description: 'A source image of an AOI.',
  fields: (t) => ({
    itemId: t.exposeID('itemId', { nullable: false, description: 'STAC item id of the image.' }),
    details: t.expose('details', {
      type: 'JSON',
      description: 'Metadata that Pixxel stores with the AOI about this image, as sent.',
    }),
  }),
});

builder.node(AoiRef, {
  description:
    'An area of interest (AOI): a named polygon and the images clipped to it. Assets, visualizations and insights belong to an AOI.',
  interfaces: [TrackableRef],
  id: { resolve: ({ id }) => globalIdOf('Aoi', { id }) },
  loadOne: (id, context) => resolve.aoi.load(resolve.aoi.key({ id }), context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'Id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'Name, unique within the project.' }),
    description: t.exposeString('description', { description: 'Free-text description.' }),
    status: t.expose('status', { type: AoiStatusRef, description: 'Processing status.' }),
    isFavourite: t.exposeBoolean('isFavourite', { description: 'Whether it is marked as a favourite.' }),
    eoBands: t.exposeStringList('eoBands', {
      nullable: false,
      description: 'Names of the bands available in its images.',
    }),
    geometry: t.expose('geometry', {
      type: 'GeoJSONPolygon',
      description:
        'Outline of the area. Null, with a warning, if it has several parts: the connection shows them in `geojson`.',
    }),
    bbox: t.exposeFloatList('bbox', { description: `Bounding box of the outline: ${BBOX}.` }),
    centroid: t.expose('centroid', { type: PositionRef, description: 'Centre of the outline.' }),
    areaInSqM: t.exposeFloat('areaInSqM', { description: 'Area in square metres.' }),
    userId: t.exposeID('userId', { description: 'Id of the user who created it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    images: t.expose('images', { type: [AoiImageRef], nullable: false, description: 'Source images of the AOI.' }),
    project: relationOf(t, ProjectRef, {
      description: 'The project that it belongs to.',
      upstream: calls('field', 'ListProjects', 'GetProjectById'),
      ...resolve.aoiProject,
    }),
    satellite: relationOf(t, SatelliteRef, {
      description: 'The satellite that took its images; null if Pixxel does not name a satellite.',
      upstream: calls('field', 'ListSatellites'),
      ...resolve.aoiSatellite,
    }),
  }),
});

showAsGeoJson(
  AoiRef,
  'a FeatureCollection of the outlines. The properties of a feature are `pixxelId`, `name`, `description`, `projectId`, `satelliteId`, `status`, `state`, `progress`, `areaInSqM`, `createdAt` and `updatedAt`.',
  resolve.aoiFeature,
);

const AoiFilterRef = builder.inputType('AoiFilter', {
  description: `Filters a list of AOIs. An AOI must match every field given. ${checkedByGateway('all fields but `name`')}`,
  fields: (t) => ({
    name: t.string({ description: 'Only AOIs with exactly this name.' }),
    nameContains: t.string({
      description: 'Only AOIs whose name contains this text. Upper and lower case do not matter.',
    }),
    states: t.field({ type: [LifecycleStateRef], description: 'Only AOIs in one of these states.' }),
    satelliteIds: t.idList({ description: 'Only AOIs of these satellites, by global id or Pixxel id.' }),
    within: t.field({ type: 'GeoJSONArea', description: 'Only AOIs whose outline lies completely in this area.' }),
    createdAt: t.field({ type: TimeIntervalInputRef, description: 'Only AOIs created in this interval.' }),
    updatedAt: t.field({ type: TimeIntervalInputRef, description: 'Only AOIs last changed in this interval.' }),
  }),
});

/** The name is all that the API is sure to filter by. */
function isFilteredHere({ filter }: { filter?: object | null | undefined }): boolean {
  return Object.keys(filter ?? {}).some((field) => field !== 'name');
}

builder.objectFields(ProjectRef, (t) => ({
  aois: connectionOf(t, AoiRef, {
    description: 'The areas of interest in this project.',
    args: { filter: t.arg({ type: AoiFilterRef, description: 'Only matching AOIs; all if omitted.' }) },
    upstream: calls('field', 'ListAois'),
    readsOn: isFilteredHere,
    needs: ['id'],
    resolve: resolve.projectAois,
  }),
  bbox: t.floatList({
    description: `Bounding box of all AOIs of the project: ${BBOX}. Null if no AOI of the project has an outline.`,
    extensions: { upstream: calls('field', 'ListAois') },
    resolve: resolve.projectBbox,
  }),
}));

builder.queryFields((t) => ({
  aois: connectionOf(t, AoiRef, {
    description: 'Areas of interest: those of the given projects, or all that the key can access.',
    args: {
      projectIds: t.arg.idList({ description: 'Only AOIs of these projects, by global id or Pixxel id.' }),
      filter: t.arg({ type: AoiFilterRef, description: 'Only matching AOIs; all if omitted.' }),
    },
    upstream: callsForIds({ projectIds: 'Project' }, 'ListAois'),
    readsOn: isFilteredHere,
    resolve: resolve.aois,
  }),
  aoi: lookupOf(t, AoiRef, {
    description: 'One area of interest; null if it does not exist or the key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The AOI, by global id or Pixxel id.' }) },
    upstream: calls('field', 'GetAoiById'),
    ...resolve.aoi,
  }),
}));
