// What the page adds to the look of the report: levers on the left of the answer where there is
// room, above it where there is none.

export const pageStyle = `
header.top > div, main, footer { max-width: 1240px; }
main { padding-top: 20px; }
h2 { margin: 0 0 12px; font-size: 22px; }
section, aside { margin-bottom: 36px; }
section:first-of-type h2 { margin-top: 0; }
#work { display: grid; grid-template-columns: minmax(280px, 360px) minmax(0, 1fr); gap: 36px; align-items: start; }
#presets { display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px; margin: 0 0 24px; }
button, select, input, textarea { font: inherit; color: inherit; }
button { cursor: pointer; background: #ffffff; border: 2px solid #12436d; color: #12436d; padding: 6px 12px; border-radius: 2px; min-height: 36px; }
button:hover { background: #eaf0f6; }
button:disabled { border-color: #8c8c8c; color: #595959; cursor: default; background: #f3f3f3; }
#presets button { text-align: left; display: flex; flex-direction: column; padding: 10px 14px; font-size: 16px; line-height: 1.4; }
#presets button strong { display: block; font-size: 18px; }
#presets button[aria-pressed="true"] { background: #12436d; color: #ffffff; }
button:focus-visible, select:focus-visible, input:focus-visible, textarea:focus-visible { outline: 3px solid #f46a25; outline-offset: 2px; }
fieldset { border: 0; border-top: 1px solid #b8c7d6; padding: 10px 0 4px; margin: 0 0 8px; min-width: 0; }
legend { font-weight: bold; padding: 0 8px 0 0; }
.lever { margin: 4px 0 14px; }
.lever label { display: block; font-size: 15px; }
.lever output { font-weight: bold; float: right; margin-left: 8px; font-size: 15px; }
.table { width: auto; max-width: 100%; }
select { width: 100%; max-width: 100%; padding: 5px 6px; border: 1px solid #6b6b6b; background: #ffffff; border-radius: 2px; min-height: 36px; }
input[type="range"] { width: 100%; margin: 4px 0 0; accent-color: #12436d; display: block; min-height: 24px; }
.track { position: relative; display: block; height: 8px; margin: 0 8px 2px; }
.track span { position: absolute; top: 0; height: 8px; }
.track .band { background: #9ec6bf; border: 1px solid #28a197; }
.track .mark { width: 3px; background: #12436d; margin-left: -1px; }
.lever .note { font-size: 14px; margin: 2px 0 0; line-height: 1.35; }
.whose { font-size: 14px; margin: 18px 0 4px; background: #f5f8fb; border-left: 4px solid #12436d; padding: 6px 10px; }
.moved > legend::after { content: " (moved)"; font-weight: normal; color: #801650; }
.answer svg.key { display: inline-block; width: 26px; height: 12px; max-width: 26px; margin: 0 8px 0 0; vertical-align: middle; }
.answer { font-size: 17px; }
.answer li.own { border-left-color: #f46a25; background: #fff7f2; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
#progress { color: #595959; font-size: 15px; min-height: 23px; }
.headline { font-size: 23px; }
#mistakes { border: 3px solid #801650; padding: 10px 14px; margin: 0 0 20px; }
#mistakes pre, #yaml-mistakes pre { white-space: pre-wrap; margin: 6px 0; }
[hidden] { display: none !important; }
figure { margin: 20px 0 28px; }
.charts { display: grid; grid-template-columns: minmax(0, 1fr); }
.actions { display: flex; flex-wrap: wrap; gap: 10px; margin: 0 0 14px; align-items: center; }
.checks { display: grid; gap: 2px; margin: 6px 0; }
.checks label { display: flex; gap: 8px; align-items: start; font-size: 15px; min-height: 26px; }
.checks input { margin: 5px 0 0; min-width: 16px; }
textarea { width: 100%; min-height: 260px; font: 14px/1.4 "DejaVu Sans Mono", Consolas, monospace; border: 1px solid #6b6b6b; padding: 8px; }
.more { font-size: 14px; max-height: 460px; overflow: auto; padding-right: 4px; }
.more > div { border-bottom: 1px solid #d9d9d9; padding: 8px 0; }
.more label { display: block; font-weight: bold; overflow-wrap: anywhere; }
.more input { width: 100%; border: 1px solid #6b6b6b; padding: 4px 6px; margin-top: 4px; min-height: 30px; }
#command { margin: 0 0 10px; }
#pinned-list { font-size: 15px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 24px; }
.pair h3 { margin-top: 0; }
.jump { display: none; }
@media (max-width: 900px) {
  .jump { display: block; }
  #lever-groups { display: grid; grid-template-columns: repeat(auto-fit, minmax(270px, 1fr)); gap: 0 28px; }
  #lever-groups .whose { grid-column: 1 / -1; }
  #work { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 720px) {
  .headline { font-size: 20px; }
}
@media (prefers-reduced-motion: no-preference) {
  .busy { animation: busy 1.2s ease-in-out infinite alternate; }
  @keyframes busy { from { opacity: 1; } to { opacity: 0.55; } }
}
@media print { #levers, #presets, #take, .actions { display: none; } #work { display: block; } }
`;
