// Sending: once, whatever the network does, and never lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answersIn, asIfRead, forth, hurry, judge, onCheck, open, phone, reach, screen, send, thanked, url, users, walk } from "./stage.mjs";

const waiting = (page) => page.getByText("Het versturen lukt nog niet.");
const again = (page) => page.getByRole("button", { name: "Probeer het nu" });

// The posts of a page, and what becomes of each: `fates` in order, then they arrive.
async function posts(page, ...fates) {
  const bodies = [], times = [];
  await page.route("**/*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    bodies.push(route.request().postData());
    times.push(Date.now());
    const fate = fates.shift();
    return fate ? fate(route) : route.continue();
  });
  return { bodies, times };
}
const dead = (route) => route.abort("internetdisconnected");
// It arrives and is stored, but the answer is lost on the way back.
const lost = async (route) => {
  assert.equal((await route.fetch()).status(), 200);
  await route.abort("connectionreset");
};
const failing = (status, headers = {}) => (route) => route.fulfill({ status, headers, contentType: "application/json", body: '{"message":"Service Unavailable"}' });

async function ready(path = users, options = phone) {
  const opened = await open(path, options);
  await hurry(opened.page);
  return opened;
}
const warns = (page) => page.evaluate(() => {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
});

test("the network is cut while sending: kept, told, tried again, and sent once", async () => {
  const { page, context, complaints } = await ready();
  const { bodies } = await posts(page);
  assert.equal(await warns(page), false, "nothing is held back before anything is sent");
  await context.setOffline(true);
  await send(page).tap();
  await waiting(page).waitFor();
  assert.equal(await page.locator("[role=status]:visible").count(), 1, "it is told");
  assert.equal(await warns(page), true, "leaving would lose it");
  assert.equal(await send(page).isVisible(), false);
  await judge(page, "sending-waiting");
  await again(page).tap();
  await waiting(page).waitFor();
  await context.setOffline(false);
  await thanked(page);
  assert.ok(bodies.length >= 3 && bodies.every((body) => body === bodies[0]), `the same each time: ${bodies.length}`);
  assert.equal(await warns(page), false);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("it goes on by itself when the network comes back, and by pressing", async () => {
  for (const press of [false, true]) {
    const { page, context } = await ready();
    const { bodies } = await posts(page, dead);
    await send(page).tap();
    await waiting(page).waitFor();
    if (press) await again(page).tap();
    await thanked(page);
    assert.equal(bodies.length, 2);
    assert.equal(bodies[0], bodies[1]);
    await context.close();
  }
});

test("stored, but the answer was lost: the retry is welcome and nothing is doubled", async () => {
  const { page, context } = await ready();
  const { bodies } = await posts(page, lost);
  await send(page).tap();
  await thanked(page);
  assert.equal(bodies.length, 2);
  assert.equal(bodies[0], bodies[1], "the same id and the same answers: the server stores them once");
  await context.close();
});

test("a failing server is asked again, not sooner than it says", async () => {
  const { page, context } = await ready();
  const { bodies, times } = await posts(page, failing(503, { "retry-after": "4" }), failing(500), failing(429));
  await send(page).tap();
  await page.waitForTimeout(500);
  await waiting(page).waitFor();
  await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor({ timeout: 40_000 });
  assert.ok(times[1] - times[0] >= 4000, `${times[1] - times[0]} ms`);
  const pauses = times.slice(2).map((time, at) => time - times[at + 1]);
  assert.ok(pauses[0] >= 4000 && pauses[1] >= 8000, `longer each time: ${pauses}`);
  assert.equal(new Set(bodies).size, 1);
  await context.close();
});

test("a failing server that names a moment instead of seconds is not asked without end", async () => {
  const { page, context } = await ready();
  const dated = failing(503, { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
  const { bodies } = await posts(page, ...Array(50).fill(dated));
  await send(page).tap();
  await waiting(page).waitFor();
  await page.waitForTimeout(4000);
  assert.ok(bodies.length <= 3, `${bodies.length} times`);
  await context.close();
});

test("a network's own page is no thanks", async () => {
  const { page, context } = await ready();
  const portal = (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welkom op de wifi</h1>" });
  const { bodies } = await posts(page, portal);
  await send(page).tap();
  await waiting(page).waitFor();
  assert.equal(await page.getByText("Welkom op de wifi").count(), 0);
  await thanked(page);
  assert.equal(bodies.length, 2);
  await context.close();
});

test("a server that does not answer at all is given up after a while", async () => {
  const { page, context } = await ready();
  const { times } = await posts(page, () => {});
  await send(page).tap();
  await page.getByText("Uw antwoorden worden verstuurd.").waitFor();
  await judge(page, "sending-busy");
  await page.getByRole("heading", { level: 1, name: "Bedankt!" }).waitFor({ timeout: 30_000 });
  assert.ok(times[1] - times[0] >= 20_000);
  await context.close();
});

test("tapping twice sends once", async () => {
  const { page, context } = await ready();
  const { bodies } = await posts(page);
  await page.evaluate(() => {
    const button = document.querySelector("#end button");
    button.click();
    button.click();
  });
  await thanked(page);
  assert.equal(bodies.length, 1);
  await context.close();
});

test("going back while it waits takes it out of the queue, and what is changed is sent", async () => {
  const { page, context, complaints } = await ready();
  const { bodies } = await posts(page, dead, dead, dead);
  await send(page).tap();
  await waiting(page).waitFor();
  await page.locator("dl.check button").first().tap();
  await reach(page, "who");
  assert.equal(await warns(page), false);
  await page.locator("input[name='q.who'][value=other]").check();
  await forth(page).tap();
  await reach(page, "check");
  const before = bodies.length;
  await page.waitForTimeout(6000);
  assert.equal(bodies.length, before, "nothing is sent meanwhile");
  await page.unroute("**/*");
  const [request] = await Promise.all([page.waitForRequest((one) => one.method() === "POST"), send(page).tap()]);
  assert.ok(answersIn(request.postData()).includes("q.who=other"));
  await thanked(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("loading again while it waits goes on sending", async () => {
  const { page, context } = await ready();
  const { bodies } = await posts(page, dead, dead);
  page.on("dialog", (dialog) => dialog.accept());
  await send(page).tap();
  await waiting(page).waitFor();
  await page.reload();
  await thanked(page);
  assert.ok(bodies.every((body) => answersIn(body).join() === answersIn(bodies[0]).join()));
  assert.equal(new Set(bodies.map((body) => new URLSearchParams(body).get("id"))).size, 1, "under the same id");
  await context.close();
});

test("a duplicated tab loses nothing: the second is asked whose answers these are", async () => {
  const { page, context, complaints } = await ready();
  const kept = await page.evaluate(() => Object.entries(sessionStorage));
  const tab = await context.newPage();
  // What a browser does when it duplicates a tab.
  await tab.addInitScript((entries) => {
    if (!globalThis.history.state) for (const [key, value] of entries) sessionStorage.setItem(key, value);
  }, kept);
  await tab.goto(url + users);
  assert.equal(await tab.inputValue("input[name=id]"), await page.inputValue("input[name=id]"));
  await send(page).tap();
  await thanked(page);
  await walk(tab, "who");
  await tab.locator("input[name='q.who'][value=carer]").check();
  await walk(tab, "check");
  await send(tab).tap();
  await tab.getByRole("heading", { level: 2, name: "Zijn deze antwoorden van iemand anders?" }).waitFor();
  assert.ok(await onCheck(tab));
  assert.equal(await tab.locator("dl.check dd p").first().textContent(), "Voor iemand anders, als mantelzorger");
  assert.match(await tab.title(), /^Zijn deze antwoorden van iemand anders\?/);
  await judge(tab, "sending-conflict");
  await send(tab).tap();
  await thanked(tab);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("who is as quick as a program presses once more", async () => {
  const { page, context } = await open(users, phone);
  await walk(page, "check");
  await send(page).tap();
  await page.getByRole("heading", { level: 2, name: "Verstuur het nog een keer" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "alert");
  assert.ok(await onCheck(page));
  await judge(page, "sending-once-more");
  await send(page).tap();
  await thanked(page);
  await context.close();
});

test("what only the server sees is told on the check screen and leads to its field", async () => {
  const { page, context, complaints } = await ready();
  await page.locator("dl.check button").nth(1).tap();
  await page.locator("input[name='n.now.other']").fill("x".repeat(300));
  await forth(page).tap();
  await reach(page, "check");
  // Not asked of this person, and not to be lost either.
  await page.evaluate(() => document.querySelector("input[name='q.relief']").click());
  await send(page).tap();
  const fault = page.locator(".sum a");
  await fault.waitFor();
  assert.match(await page.title(), /^Fout: /);
  assert.ok(await onCheck(page));
  await judge(page, "sending-server-fault");
  await fault.tap();
  await reach(page, "now");
  assert.equal(await page.evaluate(() => document.activeElement.name), "n.now.other");
  assert.equal(await page.evaluate(() => document.querySelector("input[name='q.relief']").checked), true);
  await page.locator("input[name='n.now.other']").fill("kort");
  await forth(page).tap();
  await reach(page, "check");
  await send(page).tap();
  await thanked(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("another language without a network: told, and nothing is lost", async () => {
  const { page, context } = await open(users, phone);
  await walk(page, "now");
  await page.locator("input[name='q.now'][value=home]").check();
  await context.setOffline(true);
  const folded = page.locator("nav summary");
  if (await folded.isVisible()) await folded.tap();
  await page.locator("nav button[lang=en]").tap();
  await page.getByRole("heading", { level: 2, name: /Dit lukt nu niet/ }).waitFor();
  await judge(page, "sending-offline-language");
  assert.equal(await screen(page), "now");
  assert.ok(await page.isChecked("input[name='q.now'][value=home]"));
  await context.setOffline(false);
  if (await folded.isVisible()) await folded.tap();
  await page.locator("nav button[lang=en]").tap();
  await page.waitForFunction(() => document.documentElement.lang === "en");
  assert.ok(await page.isChecked("input[name='q.now'][value=home]"));
  await context.close();
});

test("another language while it waits: told and thanked for in that language, and sent once", async () => {
  const { page, context, complaints } = await ready();
  const sent = [];
  let cut = true;
  await page.route("**/*", async (route) => {
    const body = route.request().postData();
    if (body === null || new URLSearchParams(body).has("to")) return route.continue();
    sent.push(new URLSearchParams(body).get("id"));
    return cut ? dead(route) : route.continue();
  });
  await send(page).tap();
  await waiting(page).waitFor();
  await page.locator("nav summary").tap();
  await page.locator("nav button[lang=en]").tap();
  await page.getByText("Your answers have not been sent yet.").waitFor();
  assert.equal(await send(page).isVisible(), false, "it is being sent already");
  assert.equal(await warns(page), true);
  cut = false;
  await page.getByRole("button", { name: "Try now" }).tap();
  await thanked(page, "Thank you!");
  assert.equal(new Set(sent).size, 1, "under the same id");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a refusal is shown, and going back leads to the answers", async () => {
  const { page, context } = await ready();
  const closed = async (route) => {
    const page = await route.fetch({ url: `${url}/nergens/heen`, method: "GET", postData: undefined });
    await route.fulfill({ response: page, status: 410 });
  };
  await posts(page, closed);
  await send(page).tap();
  await page.getByRole("heading", { level: 1, name: "Deze pagina bestaat niet" }).waitFor();
  await page.goBack();
  await reach(page, "check");
  assert.equal(await page.locator("dl.check dd p").first().textContent(), "Voor mezelf");
  await send(page).tap();
  await thanked(page);
  await context.close();
});
