import type { Region } from "../people-parts.js";
import type { DevicePosition } from "../services.js";
import { choosePlace, showPlace } from "../surface/place-sheet.js";
import { type ApiCall, type ApiResult, failure, needsService } from "./definition.js";
import { knownRegions } from "./known-regions.js";
import { devicePosition } from "./location.js";
import type { RunContext } from "./run-context.js";

const cancelled = (): ApiResult => failure(11, "the user cancelled");
const text = (value: unknown): string => (value === undefined ? "" : String(value));

/** A latitude and a longitude, or the sentence of error 2. */
function degrees(params: Record<string, unknown>): { latitude: number; longitude: number } | string {
  const latitude = Number(params["latitude"]);
  const longitude = Number(params["longitude"]);
  if (!(Math.abs(latitude) <= 90)) return 'parameter "latitude" must be from -90 to 90';
  if (!(Math.abs(longitude) <= 180)) return 'parameter "longitude" must be from -180 to 180';
  return { latitude, longitude };
}

/** Item of a list that the user chose, or -1. */
async function pick({ api, run, signal }: ApiCall, title: string, items: readonly string[]): Promise<number> {
  const scripted = run.answer(api);
  if (scripted === "cancel") return -1;
  if (scripted !== null) return 0;
  await run.foreground();
  const cancelText = run.surface.words.cancel;
  return run.surface.dialogs.actionSheet({ title, items, cancelText, destructiveIndex: -1 }, signal);
}

const regionsOf = async (run: RunContext): Promise<readonly Region[]> =>
  (await run.services.maps?.regions?.()) ?? knownRegions(run.locale);

interface City {
  city: string;
  adCode: string;
  longitude?: number;
  latitude?: number;
}

/** Cities of programs and of regions in one form. */
function citiesOf(list: unknown): City[] {
  return (Array.isArray(list) ? list : [])
    .filter((each) => typeof each === "object" && each !== null && "city" in each)
    .map(({ city, adCode, longitude, latitude }) => ({
      city: text(city),
      adCode: text(adCode),
      ...(typeof longitude === "number" && typeof latitude === "number" ? { longitude, latitude } : {}),
    }));
}

/** Cities that programs named as the present one. */
const located = new WeakMap<RunContext, City>();

const answers: Record<string, (call: ApiCall) => ApiResult | Promise<ApiResult>> = {
  async openLocation({ api, params, run, signal }) {
    const at = degrees(params);
    if (typeof at === "string") return failure(2, `${api}: ${at}`);
    if (run.answer(api) !== null) return {};
    await run.foreground();
    const { maps, devices } = run.services;
    const scale = Math.max(3, Math.min(19, Number(params["scale"] ?? 15) || 15));
    const place = { ...at, name: text(params["name"]), address: text(params["address"]), scale };
    const { dialogs, words, feedback } = run.surface;
    const chosen = await showPlace(dialogs, words, place, maps?.open !== undefined, signal);
    if (chosen === "open") await maps?.open?.(place);
    if (chosen === "copy") {
      const write = devices?.writeClipboard ?? ((copy: string) => navigator.clipboard.writeText(copy));
      await write(`${at.latitude}, ${at.longitude}`);
      feedback.toast(words.copied, "success", 1_500);
    }
    return {};
  },
  async chooseLocation({ api, params, run, signal }) {
    const scripted = run.answer(api);
    if (scripted === "cancel") return cancelled();
    const given = params["latitude"] === undefined ? null : degrees(params);
    if (typeof given === "string") return failure(2, `${api}: ${given}`);
    const title = text(params["title"]);
    if (scripted !== null) {
      const { longitude, latitude } = given ?? (await devicePosition(run, false, 30_000));
      const place = { name: "People's Square", address: "Shanghai", ...texts({ longitude, latitude }) };
      return { ...place, ...(typeof scripted === "object" ? (scripted.value as object) : {}) };
    }
    await run.foreground();
    const { maps } = run.services;
    const near = given ?? (await devicePosition(run, false, 30_000).catch(() => ({ latitude: 0, longitude: 0 })));
    const place =
      maps?.choose === undefined
        ? await choosePlace(run.surface.dialogs, run.surface.words, { title, ...near }, signal)
        : await maps.choose({ title, ...near, context: run.apiContext({ signal }) });
    return place === null ? cancelled() : { ...place, ...texts(place) };
  },
  async chooseCity(call) {
    const { params, run } = call;
    const own = citiesOf(params["cities"]);
    const cities =
      own.length > 0
        ? own
        : (await regionsOf(run)).flatMap((region) =>
            (region.parts ?? [region]).map(({ name, code }) => ({ city: name, adCode: code })),
          );
    if (params["setLocatedCity"] === true) void tellPosition(run);
    const here = params["showLocatedCity"] === true ? located.get(run) : undefined;
    const first = [
      ...citiesOf(params["customHistoryCities"]),
      ...(params["showHotCities"] === false ? [] : citiesOf(params["hotCities"])),
    ];
    const list = [...(here === undefined ? [] : [here]), ...first, ...cities];
    const names = list.map(({ city }, index) =>
      index === 0 && here !== undefined ? `${run.surface.words.present} ${city}` : city,
    );
    const chosen = list[await pick(call, "", names)];
    return chosen === undefined ? cancelled() : { ...chosen };
  },
  setLocatedCity({ params, run }) {
    const city = text(params["locatedCityName"]);
    located.set(run, { city, adCode: text(params["locatedCityAdCode"] ?? params["locatedCityId"]) });
    return { locatedCityName: city };
  },
  async chooseDistrict(call) {
    const { params } = call;
    type Entry = { name?: unknown; adCode?: unknown; ext?: unknown; subList?: unknown };
    const entries = (list: unknown): Entry[] => (Array.isArray(list) ? (list as Entry[]) : []);
    const lists = ["mainHeadList", "mainNormalList", "seniorPageList"].flatMap((name) => entries(params[name]));
    // A list of lists has a title each; what can be chosen is inside.
    const own = lists.flatMap((each) => {
      const inner = entries((each as { list?: unknown }).list);
      return inner.length > 0 ? inner : [each];
    });
    const known = (await regionsOf(call.run)).map(({ name, code }): Entry => ({ name, adCode: code }));
    const list = own.length > 0 ? own : known;
    const names = list.map(({ name }) => text(name));
    const chosen = list[await pick(call, text(params["mainTitle"] ?? params["seniorTitle"]), names)];
    if (chosen === undefined) return cancelled();
    const { name, adCode, ext } = chosen;
    return { name: text(name), adCode: text(adCode), ext: ext ?? {} };
  },
  async regionPicker(call) {
    const { params, run } = call;
    const custom = params["customItem"] === undefined ? [] : [{ name: text(params["customItem"]), code: "" }];
    const data: string[] = [];
    const code: string[] = [];
    for (let level: readonly Region[] = await regionsOf(run); level.length > 0; ) {
      const list: readonly Region[] = [...custom, ...level];
      const index = await pick(
        call,
        data.at(-1) ?? (text(params["title"]) || run.surface.words.region),
        list.map(({ name }) => name),
      );
      const chosen = list[index];
      if (chosen === undefined) return cancelled();
      data.push(chosen.name);
      code.push(chosen.code);
      level = chosen.parts ?? [];
    }
    return { data, code };
  },
  async calculateRoute({ api, params, run }) {
    const route = run.services.maps?.route;
    if (route === undefined) return needsService(api, "maps.route");
    return { success: true, ...(await route(params)) };
  },
  async getMapInfo({ run }) {
    const drawn = { is3d: false, isSupportAnim: true, sdkName: "berth", sdkVersion: "1", isSupportOversea: true };
    return { ...drawn, needStyleV7: false, ...(await run.services.maps?.info?.()) };
  },
};

/** Coordinates as programs get them: text. */
const texts = ({ longitude, latitude }: Pick<DevicePosition, "longitude" | "latitude">) => ({
  longitude: String(longitude),
  latitude: String(latitude),
});

/** Tells `my.onLocatedComplete` where the user is, if the user lets the program know. */
async function tellPosition(run: RunContext): Promise<void> {
  if (run.permissions.get("location") !== true) return;
  try {
    const { longitude, latitude } = await devicePosition(run, false, 30_000);
    run.watches.tell("onLocatedComplete", { longitude, latitude, locatedCityId: located.get(run)?.adCode ?? "" });
  } catch {
    // No position, no event.
  }
}

/** Answers a member of this family. */
export function placesApi(call: ApiCall): ApiResult | Promise<ApiResult> {
  const scripted = call.run.answer(call.api);
  if (/^choose(?:City|District)$|^regionPicker$/.test(call.api) && typeof scripted === "object" && scripted !== null) {
    return Object(scripted.value) as ApiResult;
  }
  return answers[call.api]?.(call);
}
