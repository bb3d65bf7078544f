import { sha256Hex } from "@berth/core/events";

const givenNames = ["Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Grace", "Hugo"];
const familyNames = ["Almeida", "Bauer", "Costa", "Duarte", "Eriksen", "Fofana", "Garcia", "Haddad"];

/** The mock's member service: the same made-up person for the same user id. */
function person(userId: string): { first: string; last: string; phone: string; gender: string; birth: string } {
  const hash = sha256Hex(`person\n${userId}`);
  const pick = (at: number): number => Number.parseInt(hash.slice(at, at + 4), 16);
  return {
    first: givenNames[pick(0) % givenNames.length] ?? "Ada",
    last: familyNames[pick(4) % familyNames.length] ?? "Bauer",
    phone: `999${String(pick(8) % 10_000).padStart(4, "0")}${String(pick(12) % 1_000).padStart(3, "0")}`,
    gender: pick(16) % 2 === 0 ? "FEMALE" : "MALE",
    birth: `19${60 + (pick(20) % 40)}-0${1 + (pick(24) % 9)}-1${pick(28) % 10}`,
  };
}

const masked = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-3)}`;

/** `userInfo` of an answer: the granted scopes decide its members (P-TOK-25, P-TOK-U1 to P-TOK-U7). */
export function userInfo(userId: string, scopes: readonly string[]): Record<string, unknown> {
  const one = person(userId);
  const info: Record<string, unknown> = {};
  const members: Record<string, () => void> = {
    auth_base: () => Object.assign(info, { userId, status: "ACTIVE" }),
    USER_ID: () => Object.assign(info, { userId, status: "ACTIVE" }),
    auth_user: () =>
      Object.assign(info, {
        userId,
        status: "ACTIVE",
        nickName: one.first,
        avatar: `https://avatar.example.com/${encodeURIComponent(userId)}.png`,
        gender: one.gender,
      }),
    USER_NICKNAME: () => Object.assign(info, { nickName: one.first }),
    USER_AVATAR: () => Object.assign(info, { avatar: `https://avatar.example.com/${encodeURIComponent(userId)}.png` }),
    USER_GENDER: () => Object.assign(info, { gender: one.gender }),
    USER_BIRTHDAY: () => Object.assign(info, { birthDate: one.birth }),
    USER_NATIONALITY: () => Object.assign(info, { nationality: "PT" }),
    USER_NAME: () =>
      Object.assign(info, {
        userName: { fullName: `${one.first} ${one.last}`, firstName: one.first, lastName: one.last },
      }),
    USER_ADDRESS: () => Object.assign(info, { userAddresses: [{ city: "Lisbon", address: "Rua Nova 1" }] }),
  };
  for (const scope of scopes) members[scope]?.();
  const login = scopes.includes("PLAINTEXT_USER_LOGIN_ID")
    ? one.phone
    : scopes.includes("HASH_LOGIN_ID")
      ? sha256Hex(one.phone)
      : scopes.includes("USER_LOGIN_ID")
        ? masked(one.phone)
        : undefined;
  if (login !== undefined) info.loginIdInfos = [{ loginId: login, loginIdType: "MOBILE_PHONE" }];
  const contact = scopes.includes("PLAINTEXT_MOBILE_PHONE")
    ? one.phone
    : scopes.includes("USER_CONTACTINFO")
      ? masked(one.phone)
      : undefined;
  if (contact !== undefined) info.contactInfos = [{ contactNo: contact, contactType: "MOBILE_PHONE" }];
  return info;
}
