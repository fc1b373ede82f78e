import { describe, expect, it } from "vitest";

import { simulated } from "../src/shop.ts";

const order_id = "A-1042";
const { signal } = new AbortController();
const call = (key: string) => ({ key, signal });

describe("a voucher", () => {
  it("is sent once an order", async () => {
    const shop = simulated();
    expect(await shop.sendVoucher({ order_id, amount: 20 }, call("a:1"))).toMatchObject({
      voucher: 20,
    });
    await expect(shop.sendVoucher({ order_id, amount: 5 }, call("a:2"))).rejects.toThrow(
      "A-1042 has had its voucher",
    );
  });

  it("is not sent again for the same key", async () => {
    const shop = simulated();
    const once = await shop.sendVoucher({ order_id, amount: 20 }, call("a:1"));
    expect(await shop.sendVoucher({ order_id, amount: 20 }, call("a:1"))).toEqual(once);
  });
});

describe("an order that is not there", () => {
  it("is an error that says so", async () => {
    await expect(simulated().order("A-9999", signal)).rejects.toThrow("there is no order A-9999");
  });
});
