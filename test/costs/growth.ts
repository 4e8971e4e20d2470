/**
 * The fields that cost a call for each row of their parent, each with the reason why no fewer calls can answer. A field
 * that joins them fails the test until it stands here.
 */
export const growingFields: Record<string, string> = {
  'Aoi.assets': 'Assets can only be listed for one AOI.',
  'Aoi.insights': 'Insights can only be listed for one AOI.',
  'Aoi.visualizations': 'Visualizations can only be listed for one AOI.',
  'Asset.aoi': 'The list of AOIs takes one AOI id; none is needed for assets that were reached through their AOI.',
  'Asset.visualization': 'One list for each distinct AOI of the assets, not for each asset.',
  'Block.versions': 'The versions of a block are listed by its name.',
  'Insight.aoi': 'The list of AOIs takes one AOI id; none is needed for insights that were reached through their AOI.',
  'Job.execCreatedAt': 'Only the single read of a job has it; one read serves all such fields.',
  'Job.execUpdatedAt': 'Only the single read of a job has it; one read serves all such fields.',
  'Job.spec': 'Only the single read of a job has it; one read serves all such fields.',
  'Job.tasks': 'Only the single read of a job has it; one read serves all such fields.',
  'Job.validationErrors': 'Only the single read of a job has it; one read serves all such fields.',
  'Job.workflow': 'Workflows are found by one id at a time; none is needed for jobs reached through their workflow.',
  'JobTask.block': 'From a few versions on the two lists of newest blocks come first; an older version is read alone.',
  'JobTask.job': 'A job is read alone; none is needed for tasks that were reached through their job.',
  'Project.workflows': 'The list of workflows takes one project id.',
  'StacCollection.items': 'Items in the order of their collection are listed for one collection.',
  'Visualization.aoi': 'The list of AOIs takes one AOI id; none is needed where the AOI was read already.',
  'Visualization.assets': 'The assets of the AOI say which belong to it: one list for each distinct AOI.',
  'Visualization.dates': 'The assets of the AOI say which belong to it: one list for each distinct AOI.',
  'Visualization.png': 'Each picture is drawn by a call of its own.',
  'Visualization.sld': 'Each style is written by a call of its own.',
  'Workflow.estimatedCost': 'An estimate is asked for one workflow.',
  'Workflow.jobs': 'Jobs can only be listed for one workflow.',
  'Workflow.legacyProjectId': 'Only a row of the list has it, found by one id at a time; none is needed after a list.',
  'Workflow.spec': 'Only the single read of a workflow has it; one read serves all such fields.',
  'Workflow.validationErrors': 'Only the single read of a workflow has it; one read serves all such fields.',
};
