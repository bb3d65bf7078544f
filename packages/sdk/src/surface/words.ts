/** Words of the chrome in one language. */
export interface Words {
  ok: string;
  cancel: string;
  call: string;
  back: string;
  home: string;
  menu: string;
  options: string;
  close: string;
  allow: string;
  deny: string;
  loading: string;
  retry: string;
  wait: string;
  agree: string;
  reload: string;
  about: string;
  settings: string;
  hide: string;
  save: string;
  keepFile: string;
  noPreview: string;
  share: string;
  copyLink: string;
  shareBy: string;
  copied: string;
  tabs: string;
  next: string;
  unresponsive(name: string): string;
  consent(name: string): string;
  wants(name: string): string;
  scope(scope: string): string;
  permission(scope: string): string;
  failed: string;
  refusedPage: string;
  /** Before the entry that WAP URLs would need; for developers. */
  wapUrlsNeed: string;
  nothingAsked: string;
  /** Of the sheets with places. */
  copyPlace: string;
  openMap: string;
  placeName: string;
  coordinates: string;
  closer: string;
  farther: string;
  present: string;
  region: string;
}

const scopeNames: Record<string, [en: string, zh: string]> = {
  auth_base: ["your user id", "用户标识"],
  auth_user: ["your profile (name, picture)", "基本资料（昵称、头像）"],
  USER_ID: ["your user id", "用户标识"],
  location: ["your location", "地理位置"],
  camera: ["your camera", "摄像头"],
  album: ["your photos", "相册"],
  record: ["your microphone", "麦克风"],
  userInfo: ["your profile", "基本资料"],
  phoneNumber: ["your phone number", "手机号"],
};

const named = (scope: string, language: 0 | 1): string =>
  scopeNames[scope.replace(/^scope\./, "")]?.[language] ?? scope;

const english: Words = {
  ok: "OK",
  cancel: "Cancel",
  call: "Call",
  back: "Back",
  home: "Home",
  menu: "Menu",
  options: "Page menu",
  close: "Close",
  allow: "Allow",
  deny: "Don't allow",
  loading: "Loading",
  retry: "Try again",
  wait: "Wait",
  agree: "Agree",
  reload: "Reload",
  about: "About",
  settings: "Settings",
  hide: "Put aside",
  save: "Done",
  keepFile: "Save file",
  noPreview: "This kind of file cannot be shown here.",
  share: "Share",
  copyLink: "Copy link",
  shareBy: "Share with…",
  copied: "Link copied",
  tabs: "Tabs",
  next: "Next",
  unresponsive: (name) => `${name} does not respond`,
  consent: (name) => `${name} asks for`,
  wants: (name) => `${name} would like to use`,
  scope: (scope) => named(scope, 0),
  permission: (scope) => `Use ${named(scope, 0)}`,
  failed: "This mini program cannot be opened",
  refusedPage: "This page may not be shown here",
  wapUrlsNeed: "To show it, add this to the WAP URLs:",
  nothingAsked: "This mini program has not asked for anything yet.",
  copyPlace: "Copy coordinates",
  openMap: "Open in maps",
  placeName: "Name of the place",
  coordinates: "Latitude, longitude",
  closer: "Closer",
  farther: "Farther away",
  present: "Here:",
  region: "Region",
};

const chinese: Words = {
  ok: "确定",
  cancel: "取消",
  call: "呼叫",
  back: "返回",
  home: "首页",
  menu: "菜单",
  options: "页面菜单",
  close: "关闭",
  allow: "允许",
  deny: "不允许",
  loading: "加载中",
  retry: "重试",
  wait: "等待",
  agree: "同意",
  reload: "重新加载",
  about: "关于",
  settings: "设置",
  hide: "收起",
  save: "完成",
  keepFile: "保存文件",
  noPreview: "此类文件无法在此显示。",
  share: "分享",
  copyLink: "复制链接",
  shareBy: "分享到…",
  copied: "链接已复制",
  tabs: "标签栏",
  next: "下一张",
  unresponsive: (name) => `${name} 无响应`,
  consent: (name) => `${name} 申请获取`,
  wants: (name) => `${name} 申请使用`,
  scope: (scope) => named(scope, 1),
  permission: (scope) => `使用${named(scope, 1)}`,
  failed: "小程序无法打开",
  refusedPage: "此页面无法在此显示",
  wapUrlsNeed: "如需显示，请将以下条目加入 WAP URLs：",
  nothingAsked: "该小程序尚未申请任何权限。",
  copyPlace: "复制坐标",
  openMap: "在地图中打开",
  placeName: "地点名称",
  coordinates: "纬度, 经度",
  closer: "放大",
  farther: "缩小",
  present: "当前：",
  region: "地区",
};

/** Words for a locale; English where there is no better. */
export function wordsFor(locale: string): Words {
  return /^zh\b/i.test(locale) ? chinese : english;
}
