// The form of a focus group: filled in by keyboard at a desk and by touch on a phone, with faults, a code that was used, and in
// the other language. It has no script, so there is none to take away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { desk, groupCodes, judge, open, phone, withCode } from "./stage.mjs";

const form = `${withCode}/groepsgesprek`;

for (const [at, kind, options] of [[0, "phone", phone], [1, "desk", desk], [2, "dark", { ...phone, colorScheme: "dark" }]]) {
  test(`a conversation is handed in once, ${kind}`, async () => {
    const { page, context, foreign } = await open(form, options);
    assert.equal(await page.locator("script").count(), 0);
    await judge(page, `group-${kind}`);
    // Everything at once, and each line of the summary leads to its field.
    await page.locator("#people").fill("4");
    await page.locator("#agreed\\.near_home").fill("veel");
    await page.locator("#quote\\.1").fill("Als je er een keer bent geweest, durf je wel.");
    await page.locator("main form button[type=submit]").click();
    assert.match(await page.title(), /^Fout:/);
    await judge(page, `group-${kind}-fault`);
    const lines = page.locator(".sum a");
    for (let line = 0; line < await lines.count(); line += 1) {
      const field = (await lines.nth(line).getAttribute("href")).slice(1);
      await lines.nth(line).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), field);
    }
    assert.equal(await page.locator("#quote\\.1").inputValue(), "Als je er een keer bent geweest, durf je wel.");
    // In the other language nothing is lost.
    await page.locator("nav button[lang=en]").click();
    await page.getByRole("heading", { level: 1, name: "Hand in a group conversation" }).waitFor();
    assert.equal(await page.locator("#people").inputValue(), "4");
    await judge(page, `group-${kind}-english`);
    await page.locator("#code").fill(groupCodes[at]);
    await page.locator("#people").fill("8");
    await page.locator("#theme\\.meeting").check();
    await page.locator("#agreed\\.near_home").fill("6");
    await page.locator("#cleared").check();
    await page.locator("main form button[type=submit]").click();
    await page.getByRole("heading", { level: 1, name: "Thank you" }).waitFor();
    await judge(page, `group-${kind}-thanks`);

    // From another page the code is used; what was sent can be replaced, and erased.
    await page.goto(new URL(`${form}?lang=nl`, page.url()).href);
    await page.locator("#code").fill(groupCodes[at]);
    await page.locator("#people").fill("9");
    await page.locator("#theme\\.meeting").check();
    await page.locator("main form button[type=submit]").click();
    await page.getByRole("heading", { level: 2, name: "Deze code is al gebruikt" }).waitFor();
    await judge(page, `group-${kind}-used`);
    await page.locator("button[name=replace]").click();
    await page.getByRole("heading", { level: 1, name: "Dank u wel" }).waitFor();
    assert.deepEqual(foreign, []);
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  });
}

test("every field is reached by Tab, and Enter in one sends nothing", async () => {
  const { page, context } = await open(form, desk);
  const reached = new Set();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.id));
  }
  const fields = await page.$$eval("main form [id]:is(input, textarea)", (all) => all.map((one) => one.id));
  assert.deepEqual(fields.filter((id) => !reached.has(id)), []);
  await page.locator("#people").press("Enter");
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".sum").count(), 0);
  await context.close();
});
