// In the risk matrix the arrow keys up and down move by a row. Left and right are the browser's.
const ROWS = { ArrowUp: -5, ArrowDown: 5 };

for (const matrix of document.querySelectorAll(".app-matrix")) {
  const squares = [...matrix.querySelectorAll("input")];
  matrix.addEventListener("keydown", (event) => {
    if (!(event.key in ROWS)) return;
    event.preventDefault();
    const next = squares[squares.indexOf(event.target) + ROWS[event.key]];
    next?.focus();
    next?.click();
  });
}
