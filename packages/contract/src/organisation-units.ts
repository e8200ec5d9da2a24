/** The organisation: a tree of district → school → college or grade → class, with dormitories beside the classes. */
import { z } from 'zod';
import { c0, c1, component, Id, page, pageQuery, Stage } from './common.ts';
import { operation } from './operation.ts';

export const UNIT_KINDS = ['district', 'school', 'college', 'grade', 'class', 'dormitory'] as const;

export const OrganisationUnit = component(
  'OrganisationUnit',
  z.object({
    id: c0(Id),
    kind: c0(z.enum(UNIT_KINDS)),
    name: c0(z.string(), 'As the school writes it, e.g. 计算机学院, 软件工程2501班.'),
    parentId: c0(Id.nullable(), 'Null at the root.'),
    stage: c0(Stage.nullable(), 'Null where the unit spans several stages.'),
    studentCount: c1(z.int().min(0), 'Students of the subtree.'),
  }),
);

export const organisationUnits = {
  list: operation({
    method: 'GET',
    path: '/v1/organisation-units',
    summary: 'List the units within reach',
    authentication: 'session',
    query: z.object({
      ...pageQuery,
      parentId: c0(Id.optional(), 'Only direct children of this unit.'),
      kind: c0(z.enum(UNIT_KINDS).optional()),
    }),
    status: 200,
    response: page('OrganisationUnit', OrganisationUnit),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/organisation-units/{unitId}',
    summary: 'Read a unit',
    authentication: 'session',
    params: z.object({ unitId: c0(Id) }),
    status: 200,
    response: OrganisationUnit,
  }),
};
