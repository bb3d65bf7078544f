import type { Region } from "../people-parts.js";

// Code, name and name in Latin letters of a division, then its larger cities; codes by GB/T 2260. Not all cities, and no
// districts: a host that needs them gives `maps.regions`.
const table = `
110000 北京市 Beijing|110100 北京市 Beijing
120000 天津市 Tianjin|120100 天津市 Tianjin
130000 河北省 Hebei|130100 石家庄市 Shijiazhuang|130200 唐山市 Tangshan|130600 保定市 Baoding
140000 山西省 Shanxi|140100 太原市 Taiyuan|140200 大同市 Datong
150000 内蒙古自治区 Inner Mongolia|150100 呼和浩特市 Hohhot|150200 包头市 Baotou
210000 辽宁省 Liaoning|210100 沈阳市 Shenyang|210200 大连市 Dalian
220000 吉林省 Jilin|220100 长春市 Changchun|220200 吉林市 Jilin City
230000 黑龙江省 Heilongjiang|230100 哈尔滨市 Harbin|230600 大庆市 Daqing
310000 上海市 Shanghai|310100 上海市 Shanghai
320000 江苏省 Jiangsu|320100 南京市 Nanjing|320200 无锡市 Wuxi|320500 苏州市 Suzhou
330000 浙江省 Zhejiang|330100 杭州市 Hangzhou|330200 宁波市 Ningbo|330300 温州市 Wenzhou
340000 安徽省 Anhui|340100 合肥市 Hefei|340200 芜湖市 Wuhu
350000 福建省 Fujian|350100 福州市 Fuzhou|350200 厦门市 Xiamen|350500 泉州市 Quanzhou
360000 江西省 Jiangxi|360100 南昌市 Nanchang|360700 赣州市 Ganzhou
370000 山东省 Shandong|370100 济南市 Jinan|370200 青岛市 Qingdao|370600 烟台市 Yantai
410000 河南省 Henan|410100 郑州市 Zhengzhou|410300 洛阳市 Luoyang
420000 湖北省 Hubei|420100 武汉市 Wuhan|420500 宜昌市 Yichang
430000 湖南省 Hunan|430100 长沙市 Changsha|430200 株洲市 Zhuzhou
440000 广东省 Guangdong|440100 广州市 Guangzhou|440300 深圳市 Shenzhen|440400 珠海市 Zhuhai|440600 佛山市 Foshan|441900 东莞市 Dongguan
450000 广西壮族自治区 Guangxi|450100 南宁市 Nanning|450300 桂林市 Guilin
460000 海南省 Hainan|460100 海口市 Haikou|460200 三亚市 Sanya
500000 重庆市 Chongqing|500100 重庆市 Chongqing
510000 四川省 Sichuan|510100 成都市 Chengdu|510700 绵阳市 Mianyang
520000 贵州省 Guizhou|520100 贵阳市 Guiyang|520300 遵义市 Zunyi
530000 云南省 Yunnan|530100 昆明市 Kunming|532900 大理白族自治州 Dali
540000 西藏自治区 Tibet|540100 拉萨市 Lhasa
610000 陕西省 Shaanxi|610100 西安市 Xi'an|610600 延安市 Yan'an
620000 甘肃省 Gansu|620100 兰州市 Lanzhou
630000 青海省 Qinghai|630100 西宁市 Xining
640000 宁夏回族自治区 Ningxia|640100 银川市 Yinchuan
650000 新疆维吾尔自治区 Xinjiang|650100 乌鲁木齐市 Urumqi
710000 台湾省 Taiwan
810000 香港特别行政区 Hong Kong
820000 澳门特别行政区 Macao
`;

/** Divisions of the first level with their larger cities, named in Chinese or, for other locales, in Latin letters. */
export function knownRegions(locale: string): Region[] {
  const chinese = /^zh\b/i.test(locale);
  const region = (text: string): Region => {
    const [code = "", own = "", ...latin] = text.split(" ");
    return { code, name: chinese ? own : latin.join(" ") };
  };
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [first = "", ...parts] = line.split("|");
      return parts.length === 0 ? region(first) : { ...region(first), parts: parts.map(region) };
    });
}
