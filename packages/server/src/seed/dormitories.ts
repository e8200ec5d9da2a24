/** Dormitories: rooms of four to six students of one gender, of one college and, where there are enough, one year. */
import { SCHOOL_ID } from './colleges.ts';
import { groupBy } from './group.ts';
import { share } from './random.ts';
import type { SeedClass, SeedStudent } from './students.ts';

const FLOORS = 6;
const ROOMS_A_FLOOR = 28;
const IN_A_ROOM = 5;
const MOST_IN_A_ROOM = 6;
/** Fewer can't always be split into rooms of four to six. */
const ENOUGH = 8;

interface SeedUnit {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly parentId: string;
  readonly position: number;
}

export interface SeedRoom extends SeedUnit {
  readonly students: readonly SeedStudent[];
}

export interface Dormitories {
  readonly buildings: readonly SeedUnit[];
  readonly rooms: readonly SeedRoom[];
}

/** Gives every student a place. */
export function house(classes: readonly SeedClass[]): Dormitories {
  const buildings: SeedUnit[] = [];
  const rooms: SeedRoom[] = [];
  for (const [gender, name, code] of [
    ['female', '兰园', 'f'],
    ['male', '竹园', 'm'],
  ] as const) {
    const groups = groupsOf(classes, gender).flatMap(inRooms);
    groups.forEach((students, index) => {
      const block = Math.floor(index / (FLOORS * ROOMS_A_FLOOR));
      const place = index % (FLOORS * ROOMS_A_FLOOR);
      const id = `dorm-${code}${block + 1}`;
      const path = `${SCHOOL_ID}/${id}/`;
      const building = `${name}${block + 1}栋`;
      if (place === 0) {
        buildings.push({ id, name: building, path, parentId: SCHOOL_ID, position: 100 + buildings.length });
      }
      const number = (Math.floor(place / ROOMS_A_FLOOR) + 1) * 100 + (place % ROOMS_A_FLOOR) + 1;
      const room = {
        id: `${id}-${number}`,
        name: `${building}${number}`,
        path: `${path}${id}-${number}/`,
        parentId: id,
        position: place,
        students,
      };
      for (const student of students) student.dormitory = room;
      rooms.push(room);
    });
  }
  return { buildings, rooms };
}

/** Students who may share a room: of a year of a college, or of the whole college where a year has too few. */
function groupsOf(classes: readonly SeedClass[], gender: SeedStudent['gender']): SeedStudent[][] {
  const colleges = groupBy(classes, one => one.college.id);
  return [...colleges.values()].flatMap(ofCollege => {
    const years = [...groupBy(ofCollege, one => one.enrolmentYear).values()].map(ofYear =>
      ofYear.flatMap(one => one.students.filter(student => student.gender === gender)),
    );
    return years.every(({ length }) => length >= ENOUGH) ? years : [years.flat()].filter(({ length }) => length > 0);
  });
}

function inRooms(students: readonly SeedStudent[]): SeedStudent[][] {
  const number = Math.max(Math.ceil(students.length / MOST_IN_A_ROOM), Math.round(students.length / IN_A_ROOM));
  let from = 0;
  return share(students.length, Array<number>(number).fill(1)).map(size => students.slice(from, (from += size)));
}
