/* What all charts share: colours, axes, numbers in words. */
"use strict";

/** Colours follow the page's own, in light and dark. */
function theme() {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name).trim();
  return {
    text: color("--text"),
    faint: color("--faint"),
    line: color("--line"),
    accent: color("--accent"),
    good: color("--good"),
    card: color("--card"),
  };
}

function axis(name, colors, more) {
  return {
    name,
    nameLocation: "middle",
    nameGap: 32,
    nameTextStyle: { color: colors.faint },
    axisLabel: { color: colors.faint },
    axisLine: { lineStyle: { color: colors.line } },
    splitLine: { lineStyle: { color: colors.line } },
    scale: true,
    ...more,
  };
}

/** Said in the middle of a chart that has nothing to show. */
function note(text, colors, isEmpty) {
  return {
    id: "note",
    type: "text",
    left: "center",
    top: "middle",
    silent: true,
    invisible: !isEmpty,
    style: { text, fill: colors.faint, fontSize: 14 },
  };
}

function metric(number) {
  for (const [size, unit] of [[1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
    if (number >= size) {
      return `${+(number / size).toPrecision(4)} ${unit}`;
    }
  }
  return String(number);
}

/** What a pointer over a chart calls up. */
function tooltip(colors, more) {
  return {
    backgroundColor: colors.card,
    borderColor: colors.line,
    textStyle: { color: colors.text },
    ...more,
  };
}

/** As wide as a chart's element; grows with it. */
function chartIn(element) {
  const chart = echarts.init(element, null, { renderer: "svg" });
  window.addEventListener("resize", () => chart.resize());
  return chart;
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** Values come from the service's own numbers; text is escaped all the same. */
function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}
