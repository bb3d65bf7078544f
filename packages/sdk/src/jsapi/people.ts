import type { Contact } from "../people-parts.js";
import { askService } from "./ask-service.js";
import { authApis, spiFailure } from "./auth.js";
import { type ApiCall, type ApiResult, failure, needsService } from "./definition.js";
import { offerFile } from "./offer-file.js";
import { requirePermission } from "./settings.js";

const cancelled = (): ApiResult => failure(11, "the user cancelled");

/** The browser's picker of contacts, where there is one. */
interface ContactsManager {
  select(properties: readonly string[], options: { multiple: boolean }): Promise<{ name?: string[]; tel?: string[] }[]>;
}

/** Contacts from the script, the host or the browser; null: nobody has any. */
async function contacts({ api, run, signal }: ApiCall, of: "device" | "app", most: number): Promise<Contact[] | null> {
  const scripted = run.answer(api);
  const { contacts: service } = run.services;
  if (scripted === "cancel") return [];
  if (typeof scripted === "object" && scripted !== null) {
    return [{ name: "Ada", mobile: "000", ...(scripted.value as Partial<Contact>) }];
  }
  await run.foreground();
  if (service?.choose !== undefined) return service.choose({ of, most, context: run.apiContext({ signal }) });
  if (scripted !== null) return [{ name: "Ada", mobile: "000" }];
  const manager = (navigator as { contacts?: ContactsManager }).contacts;
  if (manager === undefined) return null;
  const chosen = await manager.select(["name", "tel"], { multiple: most > 1 });
  return chosen.map(({ name, tel }) => ({ name: name?.[0] ?? "", mobile: tel?.[0] ?? "" }));
}

/** A card that address books read (RFC 6350). */
function card(fields: Readonly<Record<string, string>>): string {
  const text = (name: string): string =>
    (fields[name] ?? "").replace(/[\\,;]/g, (c) => `\\${c}`).replace(/\r\n|\r|\n/g, "\\n");
  const names = [text("firstName"), text("middleName"), text("lastName")];
  const shown = names.filter((name) => name !== "").join(" ") || text("nickName");
  const address = (kind: string): string =>
    `;;${["Street", "City", "State", "PostalCode", "Country"].map((part) => text(kind + part)).join(";")}`;
  const lines: [name: string, value: string][] = [
    ["FN", shown],
    ["N", `${names[2]};${names[0]};${names[1]};;`],
    ["NICKNAME", text("nickName")],
    ["TEL;TYPE=cell", text("mobilePhoneNumber")],
    ["TEL;TYPE=work", text("workPhoneNumber")],
    ["TEL;TYPE=home", text("homePhoneNumber")],
    ["TEL;TYPE=voice", text("hostNumber")],
    ["TEL;TYPE=fax,work", text("workFaxNumber")],
    ["TEL;TYPE=fax,home", text("homeFaxNumber")],
    ["ORG", text("organization")],
    ["TITLE", text("title")],
    ["EMAIL", text("email")],
    ["URL", text("url")],
    ["ADR", address("address")],
    ["ADR;TYPE=work", address("work")],
    ["ADR;TYPE=home", address("home")],
    ["NOTE", text("remark")],
  ];
  const filled = lines.filter(([, value]) => value.replaceAll(";", "") !== "");
  const rows = filled.map(([name, value]) => `${name}:${value}`);
  return ["BEGIN:VCARD", "VERSION:4.0", ...rows, "END:VCARD", ""].join("\r\n");
}

async function addContact(call: ApiCall): Promise<ApiResult> {
  const { params, run, signal } = call;
  const fields = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
  const scripted = run.answer(call.api);
  if (scripted === "cancel") return cancelled();
  const add = run.services.contacts?.add;
  if (add !== undefined) return (await add(fields)) ? {} : cancelled();
  if (scripted !== null) return {};
  await run.foreground();
  const { words, dialogs } = run.surface;
  const { firstName = "", lastName = "", nickName = "", mobilePhoneNumber = "" } = fields;
  const name = `${firstName} ${lastName}`.trim() || nickName;
  const question = { title: name, content: mobilePhoneNumber, confirmText: words.keepFile, cancelText: words.cancel };
  if (!(await dialogs.confirm(question, signal))) return cancelled();
  await offerFile(run, new Blob([card(fields)], { type: "text/vcard" }), `${name || "contact"}.vcf`);
  return {};
}

/** Contacts, the number and the name of the user, contracts (F-CAT-E10, K10, L). */
const answers: Record<string, (call: ApiCall) => Promise<ApiResult>> = {
  async choosePhoneContact(call) {
    const found = await contacts(call, "device", 1);
    if (found === null) return needsService(call.api, "contacts");
    const [contact] = found;
    return contact === undefined ? cancelled() : { name: contact.name, mobile: contact.mobile };
  },
  async chooseContact(call) {
    const { chooseType, multiChooseMax } = call.params;
    const most = chooseType === "multi" ? Number(multiChooseMax ?? 50) : 1;
    const found = await contacts(call, "app", most);
    if (found === null) return needsService(call.api, "contacts");
    if (found.length === 0) return cancelled();
    const contactsDicArray = found.slice(0, most).map((each) => ({
      displayName: each.name,
      realName: each.name,
      ...each,
    }));
    return { contactsDicArray };
  },
  addPhoneContact: addContact,
  async getPhoneNumber({ api, run, signal }) {
    const { member } = run.services;
    const ask = member?.getPhoneNumber?.bind(member);
    if (ask === undefined) return needsService(api, "member.getPhoneNumber");
    const refused = await requirePermission(run, api, "phoneNumber", signal);
    if (refused !== null) return refused;
    const context = run.apiContext({ signal });
    const fits = (answer: unknown): boolean => typeof answer === "string";
    return { response: await askService(run.clock, "member.getPhoneNumber", () => ask({ context }), fits) };
  },
  async getAuthUserInfo({ api, run, signal }) {
    const { member } = run.services;
    if (member === undefined) return needsService(api, "member");
    const refused = await requirePermission(run, api, "userInfo", signal);
    if (refused !== null) return refused;
    const context = run.apiContext({ signal });
    const ask = () => member.getMemberInfo({ strategy: "remoteFetch", scope: ["auth_user"], context });
    const { nickName = "", avatar = "" } = await askService(run.clock, "member.getMemberInfo", ask, Boolean);
    return { nickName, avatar };
  },
  async login(call) {
    const authorize = authApis.find(({ name }) => name === "getAuthCode");
    const answer = await authorize?.handler({ ...call, api: "getAuthCode", params: { scopes: ["auth_base"] } });
    const code = answer?.["authCode"];
    return typeof code === "string" ? { ...answer, code } : answer;
  },
  signContract: (call) => sign(call),
  paySignCenter: (call) => sign(call),
};

async function sign({ api, params, run, signal }: ApiCall): Promise<ApiResult> {
  const scripted = run.answer(api);
  if (scripted === "cancel") return cancelled();
  if (typeof scripted === "object" && scripted !== null) return Object(scripted.value);
  const { payment } = run.services;
  if (payment?.sign === undefined) return needsService(api, "payment.sign");
  await run.foreground();
  const told = await payment.sign({ signStr: String(params["signStr"]), context: run.apiContext({ signal }) });
  // Only the named members go on, and as text.
  const members = api === "signContract" ? ["authState", "authCode"] : ["result", "resultStatus"];
  return Object.fromEntries(members.map((name) => [name, String(told[name] ?? "")]));
}

/** Answers a member of this family; what a service throws becomes its error (H-SPI-E). */
export async function peopleApi(call: ApiCall): Promise<ApiResult> {
  try {
    return await answers[call.api]?.(call);
  } catch (cause) {
    return spiFailure(cause, call.api);
  }
}
