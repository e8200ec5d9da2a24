/** Colleges of an invented university, in the order in which a smaller one has them. */

export interface CollegePlan {
  readonly id: string;
  /** Two digits inside student and staff numbers. */
  readonly code: string;
  readonly name: string;
  readonly majors: readonly string[];
  /** Share of the students, in proportion. */
  readonly weight: number;
  /** Probability that a student is a woman. */
  readonly women: number;
  readonly building: string;
}

/** Invented; no university of this name was found. */
export const SCHOOL_NAME = '岭南心桥大学';
export const SCHOOL_ID = 'school';

/** The college whose course coverage is weak, so that an overview has something to show. */
export const WEAK_COLLEGE = 'civil';

const college = (
  code: number,
  id: string,
  name: string,
  majors: string,
  weight: number,
  women: number,
  building: string,
): CollegePlan => ({
  id,
  code: String(code).padStart(2, '0'),
  name,
  majors: majors.split(' '),
  weight,
  women,
  building,
});

const colleges: readonly CollegePlan[] = [
  college(1, 'computing', '计算机学院', '软件工程 计算机科学与技术 网络工程 人工智能', 13, 0.32, '信息楼'),
  college(2, 'civil', '土木与交通学院', '土木工程 交通工程 工程管理', 8, 0.24, '建工楼'),
  college(3, 'letters', '文学院', '汉语言文学 新闻学 秘书学', 8, 0.78, '人文楼'),
  college(4, 'business', '经济与管理学院', '会计学 金融学 工商管理 市场营销', 14, 0.62, '经管楼'),
  college(5, 'mathematics', '数学与统计学院', '数学与应用数学 统计学 数据科学与大数据技术', 7, 0.46, '理科楼A座'),
  college(6, 'physics', '物理与电子工程学院', '电子信息工程 物理学 光电信息科学与工程', 9, 0.3, '理科楼B座'),
  college(7, 'chemistry', '化学与材料学院', '应用化学 材料科学与工程', 6, 0.45, '理科楼C座'),
  college(8, 'life', '生命科学学院', '生物科学 生物技术 食品科学与工程', 6, 0.58, '生科楼'),
  college(9, 'law', '法学院', '法学 社会工作', 6, 0.66, '明理楼'),
  college(10, 'languages', '外国语学院', '英语 日语 翻译', 7, 0.82, '外语楼'),
  college(11, 'education', '教育学院', '小学教育 学前教育 应用心理学', 7, 0.85, '教育楼'),
  college(12, 'arts', '艺术与设计学院', '视觉传达设计 环境设计 音乐学', 9, 0.64, '艺术楼'),
];

/** All twelve from 600 students up, two at least. */
export const collegesFor = (students: number): readonly CollegePlan[] =>
  colleges.slice(0, Math.min(colleges.length, Math.max(2, Math.floor(students / 50))));
