// A tablet that many use: nothing is kept, and it goes back to the start by itself, with a warning.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asIfRead, forth, judge, open, reach, screen, send, thanked, url, users, walk } from "./stage.mjs";

const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true };
const kiosk = `${users}?kiosk=1`;

async function begin(path = kiosk) {
  const opened = await open("/", tablet);
  await opened.page.clock.install();
  await opened.page.goto(url + path);
  return opened;
}

test("nothing is kept, not in the tab and not behind it", async () => {
  const { page, context, complaints } = await begin();
  const entries = await page.evaluate(() => history.length);
  await judge(page, "kiosk-start");
  await walk(page, "who");
  await page.locator("input[name='q.who'][value=self]").check();
  await walk(page, "content");
  assert.deepEqual(await page.evaluate(() => [history.length, sessionStorage.length]), [entries, 0]);
  // Its own way back works all the same.
  await page.locator("button.back").tap();
  await reach(page, "now");
  await page.locator("button.back").tap();
  await reach(page, "who");
  assert.ok(await page.isChecked("input[name='q.who'][value=self]"));
  await page.reload();
  assert.equal(await screen(page), "start");
  assert.equal(await page.locator(":checked").count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("left alone it warns; one press goes on", async () => {
  const { page, context } = await begin();
  await walk(page, "now");
  await page.locator("input[name='q.now'][value=home]").check();
  await page.clock.runFor(119_000);
  assert.equal(await page.locator("dialog").count(), 0);
  await page.clock.runFor(2_000);
  await page.getByRole("dialog").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest("dialog") !== null), true, "the warning has the focus");
  await judge(page, "kiosk-warning");
  await page.getByRole("dialog").getByRole("button").tap();
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await screen(page), "now");
  assert.ok(await page.isChecked("input[name='q.now'][value=home]"));
  // Each touch begins the time anew.
  await page.clock.runFor(110_000);
  await page.locator("input[name='q.now'][value=club]").check();
  await page.clock.runFor(110_000);
  assert.equal(await page.locator("dialog").count(), 0);
  await context.close();
});

test("left alone after the warning it begins anew, in its own language", async () => {
  const { page, context } = await begin();
  await page.locator("nav button[lang=ar]").tap();
  await page.waitForFunction(() => document.documentElement.lang === "ar");
  assert.match(page.url(), /kiosk=1/);
  await walk(page, "now");
  const id = await page.inputValue("input[name=id]");
  await page.clock.runFor(121_000);
  await page.getByRole("dialog").waitFor();
  await judge(page, "kiosk-warning-ar");
  await page.clock.runFor(60_000);
  await page.waitForFunction((old) => document.querySelector("input[name=id]")?.value !== old, id);
  assert.equal(page.url(), url + kiosk);
  assert.equal(await page.getAttribute("html", "lang"), "nl");
  assert.equal(await screen(page), "start");
  assert.equal(await page.locator(":checked").count(), 0);
  await context.close();
});

test("at the start it stays, and after thanks it goes back", async () => {
  const { page, context } = await begin();
  const id = await page.inputValue("input[name=id]");
  await page.clock.runFor(400_000);
  assert.equal(await page.inputValue("input[name=id]"), id, "there is nothing to take away");
  await asIfRead(page);
  await walk(page, "check");
  await send(page).tap();
  await thanked(page);
  await judge(page, "kiosk-thanks");
  await page.clock.runFor(61_000);
  await page.locator("#start").waitFor();
  assert.equal(page.url(), url + kiosk);
  assert.notEqual(await page.inputValue("input[name=id]"), id);
  await page.goBack().catch(() => {});
  await page.waitForTimeout(300);
  assert.equal(await page.locator(":checked").count(), 0);
  await context.close();
});

test("while it is sending it waits, and shows nobody what was answered", async () => {
  const { page, context } = await begin();
  await asIfRead(page);
  await walk(page, "check");
  await context.setOffline(true);
  await send(page).tap();
  await page.getByText("Het versturen lukt nog niet.").waitFor();
  assert.equal(await page.locator("dl.check").isVisible(), false);
  assert.equal(await page.locator("button.back").isVisible(), false);
  await judge(page, "kiosk-waiting");
  await page.clock.runFor(300_000);
  assert.equal(await page.locator("dialog").count(), 0);
  assert.ok(await page.getByText("Het versturen lukt nog niet.").isVisible());
  await context.setOffline(false);
  await thanked(page);
  await context.close();
});

test("without the script it works as well", async () => {
  const { page, context } = await open(kiosk, { ...tablet, script: false });
  await judge(page, "kiosk-whole");
  await asIfRead(page);
  await page.locator("input[name='q.who'][value=self]").check();
  await page.locator("form#form button[type=submit]").tap();
  await thanked(page);
  await judge(page, "kiosk-whole-thanks");
  assert.equal(await page.locator(`main a[href='${kiosk}']`).count(), 1);
  await context.close();
});
