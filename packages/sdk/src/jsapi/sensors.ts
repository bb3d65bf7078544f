import type { SensorValues, Stop } from "../device-parts.js";
import { type ApiCall, type ApiResult, failure, needsService } from "./definition.js";
import type { RunContext } from "./run-context.js";

type Sensor = keyof SensorValues;

/** Time between two values while a program has not said which, ms (F-CAT-K12), and what the words for it mean. */
const usualMs = 500;
const words: Readonly<Record<string, number>> = { game: 20, ui: 60, normal: 200 };

/** How one program reads a sensor. */
interface Reading {
  everyMs: number;
  stopped: boolean;
}
const readings = new WeakMap<RunContext, Map<Sensor, Reading>>();

function readingOf(run: RunContext, sensor: Sensor): Reading {
  const ofRun = readings.get(run) ?? new Map<Sensor, Reading>();
  readings.set(run, ofRun);
  const reading = ofRun.get(sensor) ?? { everyMs: usualMs, stopped: false };
  ofRun.set(sensor, reading);
  return reading;
}

const memberOf = (sensor: Sensor): string => `on${sensor.charAt(0).toUpperCase()}${sensor.slice(1)}Change`;

/** Reads a sensor by host or browser while it is listened to and not stopped. */
function read(run: RunContext, sensor: Sensor): void {
  const member = memberOf(sensor);
  run.watches.begin(member, () => {
    const { stopped, everyMs } = readingOf(run, sensor);
    if (stopped) return () => {};
    const measured = (values: object): void => run.watches.tell(member, values);
    const watch = run.services.devices?.watchSensor;
    if (watch !== undefined) return watch(sensor, everyMs, measured);
    let next = 0;
    return browserSensor(sensor, (values) => {
      // Browsers measure some 60 times a second; a frame early is not early.
      const now = run.clock.monotonic();
      if (now < next - 8) return;
      next = now + everyMs;
      measured(values);
    });
  });
}

/** What Safari adds: a compass, and a question before anything is told. */
type TurnEvent = DeviceOrientationEvent & { webkitCompassHeading?: number };

function browserSensor(sensor: Sensor, measured: (values: object) => void): Stop {
  const onMotion = ({ accelerationIncludingGravity: force, rotationRate: rate }: DeviceMotionEvent): void => {
    const turn = Math.PI / 180;
    if (sensor === "gyroscope" && rate?.alpha != null) {
      measured({ x: rate.beta! * turn, y: rate.gamma! * turn, z: rate.alpha * turn });
    } else if (sensor === "accelerometer" && force?.x != null) measured({ x: force.x, y: force.y, z: force.z });
  };
  const onTurn = ({ alpha, beta, gamma, absolute, webkitCompassHeading: heading }: TurnEvent): void => {
    if (alpha === null) return;
    if (sensor === "deviceMotion") measured({ alpha, beta, gamma });
    else if (heading !== undefined) measured({ direction: heading });
    else if (absolute) measured({ direction: (360 - alpha) % 360 });
  };
  const moves = sensor === "gyroscope" || sensor === "accelerometer";
  const events = moves ? ["devicemotion"] : ["deviceorientation"];
  if (sensor === "compass" && "ondeviceorientationabsolute" in window) events.splice(0, 1, "deviceorientationabsolute");
  const listener = (moves ? onMotion : onTurn) as (event: Event) => void;
  for (const event of events) window.addEventListener(event, listener);
  return () => {
    for (const event of events) window.removeEventListener(event, listener);
  };
}

/** Force beyond which the device is shaken, m/s²; gravity is 9.8. */
const shaken = 20;

async function watchShake(call: ApiCall): Promise<ApiResult> {
  const { run, signal, api } = call;
  const scripted = run.answer(api);
  if (scripted === "cancel") return failure(11, "nobody shook the device");
  if (scripted !== null) return { success: true };
  const name = `${api} ${call.id}`;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    const own = run.services.devices?.watchShake;
    run.watches.begin(
      name,
      () =>
        own?.(resolve) ??
        browserSensor("accelerometer", (force) => {
          const { x, y, z } = force as SensorValues["accelerometer"];
          if (Math.hypot(x, y, z) > shaken) resolve();
        }),
    );
  });
  run.watches.end(name);
  return { success: true };
}

async function getRunData({ params, run, api }: ApiCall): Promise<ApiResult> {
  const steps = run.services.devices?.steps;
  return steps === undefined ? needsService(api, "steps") : { response: await steps(params["countDate"] as string) };
}

const sensors: Readonly<Record<string, Sensor>> = {
  Accelerometer: "accelerometer",
  Compass: "compass",
  Gyroscope: "gyroscope",
  DeviceMotion: "deviceMotion",
};

/** Movement and direction (F-CAT-K12). Loaded with the first call of one of them. */
export function sensorApi(call: ApiCall): ApiResult | Promise<ApiResult> {
  const { api, run, params } = call;
  if (api === "watchShake") return watchShake(call);
  if (api === "getRunData") return getRunData(call);
  const [, verb = "", name = ""] = /^(on|off|start|stop)(.+?)(?:Change)?$/.exec(api) ?? [];
  const sensor = sensors[name];
  if (sensor === undefined) return failure(1, `${api} is not implemented by this host`);
  const reading = readingOf(run, sensor);
  if (verb === "start") {
    reading.stopped = false;
    reading.everyMs = words[String(params["interval"] ?? "normal")] ?? usualMs;
    run.watches.again(memberOf(sensor));
  } else if (verb === "stop") {
    reading.stopped = true;
    run.watches.again(memberOf(sensor));
  } else if (verb === "on") {
    reading.stopped = false;
    read(run, sensor);
  } else run.watches.end(memberOf(sensor));
  return { success: true };
}
