import type { MyObject } from "@berth/core/jsapi";
import { expectTypeOf, test } from "vitest";

test("the type of my has members, parameters, results and listeners of the declarations", () => {
  type Options<K extends keyof MyObject> = MyObject[K] extends (options?: infer O) => unknown ? O : never;
  expectTypeOf<{ url: string }>().toExtend<NonNullable<Options<"navigateTo">>>();
  expectTypeOf<{ url: number }>().not.toExtend<NonNullable<Options<"navigateTo">>>();
  expectTypeOf<{ title: 5; index: 0; text: 12 }>().toExtend<NonNullable<Options<"setTabBarBadge">>>();
  expectTypeOf<Awaited<ReturnType<MyObject["confirm"]>>["confirm"]>().toEqualTypeOf<boolean>();
  expectTypeOf<ReturnType<MyObject["getAppIdSync"]>["appId"]>().toEqualTypeOf<string>();
  expectTypeOf<Parameters<Parameters<MyObject["onMemoryWarning"]>[0]>[0]["level"]>().toEqualTypeOf<number>();
  expectTypeOf<MyObject["offMemoryWarning"]>().toBeFunction();
  // @ts-expect-error there is no such member
  expectTypeOf<MyObject["noSuchMember"]>().toBeFunction();
});
