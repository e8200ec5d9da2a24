/**
 * Features of a session. A feature is a resource, by the name of its operations: `alerts`, `growthFiles`. A session serves
 * the features that its elements need and those that the portal names beside them, and no other.
 */

/** Served to every session: who it is, and its own renewal. */
export const COMMON_FEATURES: readonly string[] = ['me', 'embedSessions'];

/** What each element asks the service for. One that is not here needs nothing. */
export const COMPONENT_FEATURES: Readonly<Record<string, readonly string[]>> = {
  'xq-access-log': ['accessLog'],
  'xq-alert-badge': ['alerts'],
  'xq-assignments': ['assignments'],
  'xq-campaign-editor': ['campaignPlans', 'instruments', 'organisationUnits'],
  'xq-campaign-progress': ['campaigns'],
  'xq-consent': ['campaigns', 'consents'],
  'xq-course-credits': ['courses'],
  'xq-course-overview': ['courses'],
  'xq-growth-file': ['growthFiles'],
  'xq-my-data': ['corrections', 'erasures', 'instruments', 'myData'],
  'xq-questionnaire': ['assignments', 'campaigns', 'consents', 'drafts', 'instruments', 'responses'],
  'xq-result-report': ['assignments', 'campaigns', 'instruments', 'responses'],
};

/** Tag without the suffix of a second version on the page: `xq-alert-badge-v2`. */
const plain = (tag: string): string => tag.replace(/-v\d+$/, '');

/** The features that these elements need, sorted. */
export const featuresOfComponents = (components: readonly string[]): string[] =>
  [...new Set(components.flatMap(tag => COMPONENT_FEATURES[plain(tag)] ?? []))].sort();
