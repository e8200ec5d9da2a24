/** Students: the roster. */
import { z } from 'zod';
import { c0, c1, component, DateOnly, Id, page, pageQuery, Stage } from './common.ts';
import { operation } from './operation.ts';

/** A student as named inside other resources. */
export const StudentReference = component(
  'StudentReference',
  z.object({
    id: c1(Id),
    studentNumber: c1(z.string(), '学号'),
    name: c1(z.string()),
    className: c1(z.string()),
    collegeName: c1(z.string()),
  }),
);

export const Student = component(
  'Student',
  z.object({
    id: c1(Id),
    studentNumber: c1(z.string(), '学号'),
    name: c1(z.string()),
    gender: c1(z.enum(['female', 'male', 'unspecified'])),
    birthDate: c1(DateOnly),
    stage: c1(Stage),
    enrolmentYear: c1(z.int().min(1990).max(2100)),
    classId: c1(Id),
    className: c1(z.string()),
    collegeId: c1(Id),
    collegeName: c1(z.string()),
    dormitoryId: c1(Id.nullable()),
    dormitoryName: c1(z.string().nullable()),
  }),
);

export const students = {
  list: operation({
    method: 'GET',
    path: '/v1/students',
    summary: 'List the students within reach',
    authentication: 'session',
    query: z.object({
      ...pageQuery,
      unitId: c0(Id.optional(), 'Only the subtree of this unit.'),
      q: c1(z.string().min(1).max(50).optional(), 'Start of a name or of a student number.'),
    }),
    status: 200,
    response: page('Student', Student),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/students/{studentId}',
    summary: 'Read a student of the roster',
    authentication: 'session',
    params: z.object({ studentId: c1(Id) }),
    status: 200,
    response: Student,
  }),
};
