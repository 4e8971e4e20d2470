import * as resolve from '../resolvers/aoi.ts';
import { globalIdOf } from '../resolvers/input/global-id.ts';
import type { Aoi, AoiImage, AoiStatus, NewAoi } from '../upstream/aoi.ts';
import { builder } from './kit/builder.ts';
import { connectionOf } from './kit/connection.ts';
import { enumOf } from './kit/enum.ts';
import { payloadOf } from './kit/payload.ts';
import { relationOf } from './kit/relation.ts';
import { calls } from './kit/upstream-cost.ts';
import { ProjectRef } from './project.ts';
import { SatelliteRef } from './satellite.ts';
import { PositionRef } from './shared/position.ts';
import { TrackableRef } from './shared/trackable.ts';

export const AoiRef = builder.objectRef<Aoi>('Aoi');

const AoiStatusRef = enumOf<AoiStatus>('AoiStatus', 'How far the cutting of an AOI has come.', {
  SUCCESS: 'All images are cut.',
  STARTED: 'Taken on.',
  RUNNING: 'Images are being cut.',
  FAILED: 'No image could be cut.',
  UPDATING: 'Images are being added.',
  PARTIAL_SUCCESS: 'Some images are cut, others failed.',
});

export const AoiImageRef = builder.objectRef<AoiImage>('AoiImage').implement({
  description: 'An image that an AOI was cut from.',
  fields: (t) => ({
    itemId: t.exposeID('itemId', { nullable: false, description: 'The STAC item id of the image.' }),
    details: t.expose('details', { type: 'JSON', description: 'What is kept with the AOI about this image.' }),
  }),
});

builder.node(AoiRef, {
  description: 'An area of interest: a named polygon, and the images cut to it.',
  interfaces: [TrackableRef],
  id: { resolve: ({ id }) => globalIdOf('Aoi', { id }) },
  loadOne: (id, context) => resolve.aoi(null, { id }, context),
  fields: (t) => ({
    pixxelId: t.exposeID('id', { nullable: false, description: 'The id in the Pixxel console and REST API.' }),
    name: t.exposeString('name', { description: 'The name, unique in its project.' }),
    description: t.exposeString('description', { description: 'What the area is for.' }),
    status: t.expose('status', { type: AoiStatusRef, description: 'How far its cutting has come.' }),
    isFavourite: t.exposeBoolean('isFavourite', { description: 'Whether somebody marked it as a favourite.' }),
    eoBands: t.exposeStringList('eoBands', { nullable: false, description: 'The bands that its images have.' }),
    geometry: t.expose('geometry', { type: 'GeoJSONPolygon', description: 'Its outline.' }),
    centroid: t.expose('centroid', { type: PositionRef, description: 'The middle of the outline.' }),
    areaInSqM: t.exposeFloat('areaInSqM', { description: 'Its area in square metres.' }),
    userId: t.exposeID('userId', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    images: t.expose('images', { type: [AoiImageRef], nullable: false, description: 'The images it was cut from.' }),
    project: relationOf(t, ProjectRef, {
      description: 'The project it belongs to.',
      upstream: calls('field', 'ListProjects', 'GetProjectById'),
      identity: ({ projectId }) => (projectId === null ? null : { id: projectId }),
      resolve: resolve.aoiProject,
    }),
    satellite: relationOf(t, SatelliteRef, {
      description: 'The satellite that took its images.',
      upstream: calls('field', 'ListSatellites'),
      identity: ({ satelliteId }) => (satelliteId === null ? null : { id: satelliteId }),
      resolve: resolve.aoiSatellite,
    }),
  }),
});

const ImageProviderRef = enumOf<NewAoi['provider']>('ImageProvider', 'Whose images an AOI is cut from.', {
  PIXXEL: "Images of Pixxel's own satellites.",
  PLANETARY: 'Open data, such as Sentinel-2.',
});

const AoiFilterRef = builder.inputType('AoiFilter', {
  description: 'Narrows a list of AOIs.',
  fields: (t) => ({ name: t.string({ description: 'Only AOIs of this name.' }) }),
});

builder.objectFields(ProjectRef, (t) => ({
  aois: connectionOf(t, AoiRef, {
    description: 'The areas of interest in this project.',
    args: { filter: t.arg({ type: AoiFilterRef, description: 'Which AOIs; all where it is left out.' }) },
    upstream: calls('field', 'ListAois'),
    resolve: resolve.projectAois,
  }),
}));

builder.queryFields((t) => ({
  aois: connectionOf(t, AoiRef, {
    description: 'Areas of interest, of some projects or of all that the key can reach.',
    args: {
      projectIds: t.arg.idList({ description: 'Only AOIs of these projects, by either of their ids.' }),
      filter: t.arg({ type: AoiFilterRef, description: 'Which AOIs; all where it is left out.' }),
    },
    upstream: calls('field', 'ListAois'),
    resolve: resolve.aois,
  }),
  aoi: t.field({
    type: AoiRef,
    description: 'One area of interest; null where there is none that the key can reach.',
    args: { id: t.arg.id({ required: true, description: 'The AOI, by either of its ids.' }) },
    extensions: { upstream: calls('field', 'GetAoiById') },
    resolve: resolve.aoi,
  }),
}));

const CreateAoiInputRef = builder.inputType('CreateAoiInput', {
  description: 'What an AOI is made from.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'A name that no other AOI of the project has.' }),
    description: t.string({ required: true, description: 'What the area is for.' }),
    projectId: t.id({ required: true, description: 'The project to keep it in.' }),
    satelliteId: t.id({ required: true, description: 'The satellite that took the images.' }),
    provider: t.field({ type: ImageProviderRef, required: true, description: 'Whose images they are.' }),
    geometry: t.field({ type: 'GeoJSONPolygon', required: true, description: 'The outline.' }),
    itemIds: t.idList({ required: true, description: 'The STAC items to cut, as image search finds them.' }),
  }),
});

const CreateAoiPayloadRef = payloadOf<{ aoi: Aoi }>('CreateAoiPayload', 'What came of `createAoi`.');

builder.objectFields(CreateAoiPayloadRef, (t) => ({
  aoi: t.field({
    type: AoiRef,
    description: 'The new AOI, still being cut; null where `userErrors` says why not.',
    resolve: (payload) => payload.aoi,
  }),
}));

builder.mutationFields((t) => ({
  createAoi: t.field({
    type: CreateAoiPayloadRef,
    description: 'Makes an AOI from images. It is cut in the background: watch `state` and `progress`.',
    args: { input: t.arg({ type: CreateAoiInputRef, required: true, description: 'What to make it from.' }) },
    extensions: { upstream: calls('field', 'CreateAoi') },
    resolve: resolve.createAoi,
  }),
}));
