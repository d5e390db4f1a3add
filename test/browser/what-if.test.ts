/// <reference lib="dom" />
// The what-if page as a working group meets it: opened from disk in a real browser with the network
// off.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Setting } from '../../src/web/setting.ts';
import { addressOf } from '../../src/web/setting.ts';
import { openBrowser } from '../support/browser/chromium.ts';
import { hostilePayloads } from '../support/browser/hostile-payloads.ts';
import { narrow, wide } from '../support/browser/pages.ts';
import { openTabs, tabNames } from '../support/browser/tabs.ts';
import type { Tab } from '../support/browser/tab.ts';
import { putAddress, showSetting, steadyAnswer } from '../support/browser/what-if-drive.ts';
import { whatIfAddress, whatIfFile } from '../support/browser/what-if-page.ts';

const tabs = openTabs();
beforeAll(async () => {
  const address = await whatIfAddress();
  for (const name of tabNames) await tabs(name).goTo(`${address}#${addressOf(small)}`);
}, 120_000);

/** A few homes, so that an answer is steady at once. */
const small: Setting = { scenario: 'omni-2021.yaml', households: '30', moved: {}, more: {} };

const textOf = (tab: Tab, id: string): Promise<string> =>
  tab.run((own: string) => document.getElementById(own)!.textContent, id);

/** Presses Tab until an element has the focus. */
async function tabTo(tab: Tab, id: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await tab.press('Tab');
    if ((await tab.run(() => document.activeElement?.id ?? '')) === id) return;
  }
  throw new Error(`Tab does not lead to ${id}`);
}

describe('the file', () => {
  it('is one of less than 600 kB, whose policy lets in its own script, style and workers and nothing else', async () => {
    const page = readFileSync(await whatIfFile(), 'utf8');
    expect(Buffer.byteLength(page)).toBeLessThan(600_000);
    expect(/Content-Security-Policy" content="([^"]+)"/u.exec(page)![1]).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]+' 'wasm-unsafe-eval'; style-src 'sha256-[\w+/=]+'; worker-src blob:; base-uri 'none'; form-action 'none'$/u,
    );
    expect(page).not.toMatch(/\b(?:src|href)="(?!#)/u);
  });
});

describe('for a reader who asks for less motion', () => {
  it('nothing moves', async () => {
    const browser = await openBrowser();
    const page = await browser.newPage({ reducedMotion: 'reduce', offline: true });
    await page.goto(`${await whatIfAddress()}#${addressOf(small)}`);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].filter((one) => {
        one.classList.add('busy');
        const { animationName, transitionDuration } = getComputedStyle(one);
        return animationName !== 'none' || transitionDuration !== '0s';
      }),
    );
    await browser.close();
    expect(moving).toEqual([]);
  });
});

describe.each(tabNames)('in %s', (name) => {
  it('answers from disk with the network off, asks for nothing, and reports nothing', async () => {
    const tab = tabs(name);
    const { command } = await steadyAnswer(tab);
    expect(command).toBe('offsupply run omni-2021.yaml --households 30 --replications 20');
    expect(await textOf(tab, 'sentences')).toMatch(/No intervention \(line 1\): \d/u);
    expect(tab.happenings).toEqual([]);
  }, 120_000);

  it.each([narrow, wide])(
    'breaks no rule of WCAG 2.2 A and AA at $width pixels, with all that folds open, and fits',
    async (viewport) => {
      const tab = tabs(name);
      await tab.resize(viewport);
      await showSetting(tab, {
        ...small,
        moved: { holds: 'none' },
        more: { 'support.contacts': '0.5' },
      });
      await tab.run(async () => {
        document.getElementById('pin')!.click();
        for (const one of document.querySelectorAll('details')) one.open = true;
        const until = performance.now() + 20_000;
        while (
          document.getElementById('more-list')!.childElementCount === 0 &&
          performance.now() < until
        )
          await new Promise((resolve) => {
            setTimeout(resolve, 20);
          });
      });
      expect(await tab.violations()).toEqual([]);
      expect(await tab.run(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        viewport.width,
      );
      expect(tab.happenings).toEqual([]);
    },
    300_000,
  );

  it('is used by keyboard alone: a case, a lever, a pinned setting, the command', async () => {
    const tab = tabs(name);
    await showSetting(tab, small);
    await tab.run(() => {
      if (!document.getElementById('unpin')!.hidden) document.getElementById('unpin')!.click();
      for (const one of document.querySelectorAll('details')) one.open = false;
      document.querySelector<HTMLElement>('[aria-pressed="true"]')!.focus();
    });
    await tabTo(tab, 'lever-starts');
    await tab.press('ArrowRight');
    await tab.press('ArrowRight');
    await tab.run(() => {
      document.getElementById('results')!.setAttribute('aria-busy', 'true');
    });
    await tab.press('ArrowRight');
    const { command } = await steadyAnswer(tab);
    expect(command).toMatch(
      /--set policies\.yours\.like=mp134a-mp185 .*--set policies\.yours\.onboarding\.starts=\dd/u,
    );
    expect(await textOf(tab, 'sentences')).toContain('Your policy');
    await tabTo(tab, 'pin');
    await tab.press('Enter');
    expect(await tab.run(() => document.getElementById('changed')!.hidden)).toBe(false);
    await tabTo(tab, 'copy');
    await tab.press('Enter');
    await tab.run(async () => {
      const until = performance.now() + 10_000;
      while (document.getElementById('taken')!.textContent === '' && performance.now() < until)
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
    });
    expect(await textOf(tab, 'taken')).toMatch(/copied|selected/u);
  }, 120_000);

  it('tells a screen reader of each answer once', async () => {
    const tab = tabs(name);
    await tab.run(() => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      new MutationObserver(() => {
        told.push(document.getElementById('status')!.textContent);
      }).observe(document.getElementById('status')!, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await showSetting(tab, { ...small, moved: { emergencyCredit: '3' } });
    await showSetting(tab, { ...small, moved: { emergencyCredit: '15' } });
    const told = await tab.run(() => (globalThis as unknown as { told: string[] }).told);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/^New answer\. No intervention: [\d.]+ % of homes/u);
  }, 120_000);

  it('ends what is under way for the setting before within 100 ms of a new one', async () => {
    const tab = tabs(name);
    await putAddress(tab, addressOf({ ...small, households: '5000' }));
    const { ended, waited } = await tab.run(async () => {
      await new Promise((resolve) => {
        setTimeout(resolve, 1500);
      });
      const times: number[] = [];
      const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'terminate')!;
      Worker.prototype.terminate = function (): void {
        times.push(performance.now());
        (own.value as () => void).call(this);
      };
      const households = document.getElementById('households') as HTMLSelectElement;
      const asked = performance.now();
      households.value = '500';
      households.dispatchEvent(new Event('change', { bubbles: true }));
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      Object.defineProperty(Worker.prototype, 'terminate', own);
      return { ended: times.length, waited: Math.max(...times) - asked };
    });
    expect(ended).toBeGreaterThan(0);
    expect(waited).toBeLessThan(100);
    expect((await steadyAnswer(tab)).command).toContain('--households 500');
    if (process.env['OFFSUPPLY_WHAT_IF'] !== undefined)
      console.log(`${tab.name}: ended after ${waited.toFixed(1)} ms`);
  }, 120_000);

  it('takes 30 hostile texts in the address for texts: no script, no foreign element, no request, a message with its place', async () => {
    const tab = tabs(name);
    const whole = (setting: object): string =>
      `s=${encodeURIComponent(JSON.stringify({ ...small, ...setting }))}`;
    for (const [place, payload] of hostilePayloads.entries()) {
      const hash = [
        `s=${payload}`,
        whole({ scenario: payload }),
        whole({ like: payload }),
        whole({ policies: [payload] }),
        whole({ moved: { [payload]: '1' } }),
        whole({ moved: { legacy: payload } }),
        whole({ more: { [payload]: '1' } }),
        whole({ more: { 'agent.decision': payload } }),
        whole({ text: payload }),
        whole({ [payload]: payload }),
      ][place % 10]!;
      await tab.run(async (text: string) => {
        const mistakes = document.getElementById('mistakes')!;
        mistakes.innerHTML = '';
        mistakes.hidden = true;
        location.hash = text;
        const until = performance.now() + 20_000;
        while (mistakes.hidden) {
          if (performance.now() > until) throw new Error(`no message for ${text}`);
          await new Promise((resolve) => {
            setTimeout(resolve, 5);
          });
        }
      }, hash);
      expect(await textOf(tab, 'mistakes'), hash).toMatch(
        /after #|--set .*found|scenario\.yaml.*found|no such file|There is no policy/su,
      );
    }
    expect(await foreignElements(tab)).toEqual([]);
    expect(tab.happenings).toEqual([]);
  }, 300_000);

  it('takes them for texts in the scenario file too, refused or simulated', async () => {
    const tab = tabs(name);
    const policies = hostilePayloads.map(
      (payload, place) => `  p${place}: { label: ${JSON.stringify(payload.slice(0, 180))} }`,
    );
    const text =
      `extends: omni-2021.yaml\nreplications: 2\nreference: ` +
      `p0\npolicies:\n${policies.join('\n')}\n`;
    await showSetting(tab, { ...small, text });
    expect(await textOf(tab, 'sentences')).toContain('<script>alert(1)</script>');
    const messages = await tab.run(async (payloads: readonly string[]) => {
      const [area, mistakes] = ['yaml-text', 'yaml-mistakes'].map((id) =>
        document.getElementById(id)!,
      );
      const seen: string[] = [];
      for (const payload of payloads) {
        (area as HTMLTextAreaElement).value = `title: A book\nhouseholds: ${payload}\n`;
        mistakes!.hidden = true;
        document.getElementById('yaml-use')!.click();
        const until = performance.now() + 20_000;
        while (mistakes!.hidden && performance.now() < until)
          await new Promise((resolve) => {
            setTimeout(resolve, 5);
          });
        seen.push(mistakes!.textContent);
      }
      return seen;
    }, hostilePayloads);
    for (const [place, message] of messages.entries())
      expect(message, hostilePayloads[place]).toMatch(/scenario\.yaml:\d+:\d+/u);
    expect(await foreignElements(tab)).toEqual([]);
    expect(tab.happenings).toEqual([]);
  }, 300_000);
});

/** Elements and attributes that the page has no use for. */
function foreignElements(tab: Tab): Promise<readonly string[]> {
  return tab.run(() => {
    const own =
      document.querySelectorAll('script').length === 4 &&
      document.querySelectorAll('style').length === 1;
    const foreign = [
      ...document.querySelectorAll(
        'iframe, img, object, embed, form, link, base, video, math, foreignObject, ' +
          '[style], a:not([href="#answer"])',
      ),
    ];
    const handlers = [...document.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames().filter((attribute) => attribute.startsWith('on')),
    );
    // Places on a slider are set by the page itself.
    const outside = foreign
      .filter((one) => one.closest('.track') === null)
      .map(({ localName }) => localName);
    return [...(own ? [] : ['script or style']), ...outside, ...handlers];
  });
}
