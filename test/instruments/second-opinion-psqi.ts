/** The seven components of the PSQI, from the lines C1 … C7 of the reference. */
import { compare, dividedBy, exactly, times, type Fraction } from './fraction.ts';

type Sheet = Readonly<Record<string, unknown>>;

const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
};

/** How many of the limits the value has passed; limits as the reference prints them. */
const steps = (value: Fraction, limits: readonly number[]): number =>
  limits.filter(limit => compare(value, exactly(limit)) > 0).length;

/** Percent of the time in bed that was slept; going to bed and rising at the same minute is a whole day. */
const efficiencyOf = (sheet: Sheet): Fraction => {
  const inBed = (minutesOf(sheet.waketime as string) - minutesOf(sheet.bedtime as string) + 1440) % 1440 || 1440;
  return dividedBy(times(exactly(sheet.hours_slept as number), exactly(6000)), exactly(inBed));
};

/** "0→0, 1-2→1, 3-4→2, 5-6→3" */
const paired = (sum: number): number => [0, 1, 1, 2, 2, 3, 3][sum]!;

export const psqiComponents = (sheet: Sheet): readonly number[] => {
  const value = (item: string) => sheet[item] as number;
  const hours = exactly(value('hours_slept'));
  const efficiency = efficiencyOf(sheet);
  const disturbed = ['5b', '5c', '5d', '5e', '5f', '5g', '5h', '5i', '5j'].map(value).reduce((a, b) => a + b, 0);
  return [
    value('quality'),
    paired(steps(exactly(value('latency_min')), [15, 30, 60]) + value('5a')),
    3 - steps(hours, [5, 6, 7]),
    3 - [65, 75, 85].filter(limit => compare(efficiency, exactly(limit)) >= 0).length,
    steps(exactly(disturbed), [0, 9, 18]),
    value('medication'),
    paired(value('sleepy') + value('enthusiasm')),
  ];
};

/** Whether the sheet lies where the reference itself leaves the component open: exact hours, and the gaps between whole percents. */
export const isOpenEdge = (sheet: Sheet): boolean => {
  const within = (from: number, to: number) => {
    const efficiency = efficiencyOf(sheet);
    return compare(efficiency, exactly(from)) > 0 && compare(efficiency, exactly(to)) < 0;
  };
  return (
    [5, 6, 7].includes(sheet.hours_slept as number) ||
    within(64, 65) ||
    within(74, 75) ||
    (compare(efficiencyOf(sheet), exactly(84)) > 0 && compare(efficiencyOf(sheet), exactly(85)) <= 0)
  );
};
