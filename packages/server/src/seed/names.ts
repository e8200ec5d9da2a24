/**
 * Invented Chinese names. Surnames come about as often as in China; given names follow the fashion of the years of
 * birth. Any likeness to a real person is chance: the parts are common and are put together at random.
 */
import type { Random } from './random.ts';

type Gender = 'female' | 'male';

/** Per thousand people, rounded. */
const surnameFrequencies =
  '王72 李71 张67 刘53 陈47 杨31 赵27 黄27 周25 吴25 徐20 孙19 胡16 朱15 高15 林15 何14 郭13 马13 罗13 梁12 宋11 郑11 谢10 韩9 ' +
  '唐9 冯9 于8 董8 萧2 程8 曹8 袁7 邓8 许8 傅6 沈6 曾8 彭8 吕7 苏7 卢7 蒋7 蔡7 贾6 丁6 魏6 薛5 叶6 阎3 余6 潘6 杜6 戴5 夏5 钟6 汪5 ' +
  '田5 任5 姜5 范5 方5 石5 姚5 谭6 廖6 邹5 熊5 金5 陆5 郝4 孔4 白4 崔4 康4 毛4 邱4 秦4 江5 史4 顾4 侯4 邵4 孟4 龙4 万4 段3 雷4 ' +
  '钱3 汤4 尹3 黎5 易3 常3 武3 乔3 贺3 赖4 龚4 文4 庞3 樊3 兰3 殷2 施3 陶3 洪4 翟2 安2 颜3 倪2 严3 牛2 温4 芦1 季2 俞2 章3 鲁2 葛2 伍3 韦4';
const surnames = surnameFrequencies.split(' ').map(entry => ({ name: entry[0]!, weight: Number(entry.slice(1)) }));
const surnameWeights = surnames.map(({ weight }) => weight);
const compoundSurnames = ['欧阳', '司徒', '上官', '诸葛', '司马', '端木', '令狐', '皇甫'];

const list = (text: string): string[] => text.split(' ');

/** Students: born from about 2003. */
const young: Record<Gender, { popular: string[]; first: string[]; second: string[]; single: string[] }> = {
  female: {
    popular: list(
      '欣怡 雨桐 子涵 思涵 梓萱 诗涵 雨欣 佳怡 思琪 梦瑶 雅婷 晓彤 语嫣 若曦 可欣 静怡 嘉欣 雨萱 紫涵 心怡 婉婷 诗琪 舒婷 芷若 慧敏 ' +
        '雪琳 梦洁 文静 佳慧 思雨 雅琪 晨曦 依诺 一诺 颖欣 晓晴 映雪 乐瑶 海晴 知夏',
    ),
    first: list('雨 诗 思 梦 雅 佳 晓 语 若 可 静 嘉 紫 心 婉 舒 芷 慧 雪 文 晨 依 颖 映 乐 海 清 书 安 沐'),
    second: list('桐 涵 怡 琪 瑶 婷 彤 嫣 曦 欣 萱 敏 琳 洁 雯 晴 妍 宁 薇 岚 菲 蕾 莹 清 悦 韵 楠 盈 苒 禾'),
    single: list('婷 静 雪 颖 倩 莹 琳 欣 敏 璐 瑶 妍 悦 玥 萌'),
  },
  male: {
    popular: list(
      '子轩 浩然 宇轩 俊杰 浩宇 子豪 博文 梓豪 天宇 俊熙 嘉豪 宇航 志豪 文轩 泽宇 明轩 家豪 思远 一鸣 皓轩 睿哲 晨阳 伟豪 健豪 文博 ' +
        '俊宇 子涵 逸飞 云帆 锦程 振宇 海涛 晓峰 鹏飞 建宏 鸿涛 哲瀚 景行 立轩 书豪',
    ),
    first: list('子 浩 宇 俊 博 天 嘉 志 文 泽 明 家 思 一 皓 睿 晨 伟 逸 云 锦 振 海 鹏 景 立 书 启 承 弘'),
    second: list('轩 然 杰 宇 豪 文 熙 航 远 鸣 哲 阳 博 飞 帆 程 涛 峰 瀚 行 恒 毅 铭 川 霖 珂 辰 睿 凡 林'),
    single: list('浩 杰 宇 鑫 磊 涛 鹏 俊 凯 帆 阳 博 锐 晨 毅'),
  },
};

/** Staff: born from about 1965 to 1995. */
const older: Record<Gender, string[]> = {
  female: list(
    '丽 敏 静 燕 芳 娟 玲 红梅 秀英 海燕 丽娟 晓燕 雪梅 婷婷 慧 琳 文娟 玉兰 丹 春梅 晓丽 淑芬 佩珊 美玲 洁 岚',
  ),
  male: list(
    '伟 强 军 勇 建国 志强 建华 国栋 海波 明 斌 鹏 文斌 永强 晓东 立新 志远 卫东 振华 宏伟 俊峰 学文 浩 凯 家明 德昌',
  ),
};

/** Names of other peoples of China as they are written in Chinese: long ones and ones without a surname. */
const otherNames: Record<Gender, string[]> = {
  female: list(
    '阿依古丽·买买提 迪丽热巴·阿不都拉 古丽米娜·艾尔肯 热依汗古丽·吐尔逊 才让卓玛 央金拉姆 乌云其木格 萨仁高娃 阿依努尔·库尔班',
  ),
  male: list(
    '木合塔尔·艾尼瓦尔 阿卜杜热合曼·麦麦提明 艾克拜尔·吐尔逊 买买提江·阿布都热依木 扎西多吉 丹增平措 巴特尔 布和朝鲁 叶尔兰·巴合提',
  ),
};

function surnameOf(random: Random): string {
  return surnames[random.weighted(surnameWeights)]!.name;
}

/** A student's name: mostly two or three characters; rarely a compound or double surname, or a long name. */
export function studentName(random: Random, gender: Gender): string {
  const kind = random.next();
  if (kind < 0.008) return random.pick(otherNames[gender]);
  const { popular, first, second, single } = young[gender];
  if (kind < 0.014) return random.pick(compoundSurnames) + random.pick(popular);
  if (kind < 0.019) return surnameOf(random) + surnameOf(random) + random.pick(popular);
  const surname = surnameOf(random);
  if (kind < 0.12) return surname + random.pick(single);
  if (kind < 0.55) return surname + random.pick(popular);
  return surname + random.pick(first) + random.pick(second);
}

/** The name of a member of staff. */
export function staffName(random: Random): string {
  return surnameOf(random) + random.pick(older[random.chance(0.55) ? 'female' : 'male']);
}
