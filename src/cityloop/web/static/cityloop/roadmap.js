// Drag a service of a roadmap to another year: the same question that the form beside it asks.
document.querySelectorAll("table.years[data-move]").forEach((table) => {
  let dragged = null;
  const yearOf = (event) => {
    const cell = event.target.closest("td[data-year]");
    return cell && dragged && cell.parentElement === dragged.parentElement ? cell : null;
  };
  const release = () => table.querySelectorAll(".over").forEach((cell) => cell.classList.remove("over"));
  table.querySelectorAll("td.start").forEach((cell) => {
    cell.draggable = true;
    cell.addEventListener("dragstart", (event) => {
      dragged = cell;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", cell.parentElement.dataset.service);
    });
    cell.addEventListener("dragend", () => { dragged = null; release(); });
  });
  table.addEventListener("dragover", (event) => {
    const cell = yearOf(event);
    if (!cell) return;
    event.preventDefault();
    release();
    cell.classList.add("over");
  });
  table.addEventListener("drop", (event) => {
    const cell = yearOf(event);
    if (!cell || cell === dragged) return;
    event.preventDefault();
    const asked = new URLSearchParams({ service: cell.parentElement.dataset.service, year: cell.dataset.year });
    window.location.assign(`${table.dataset.move}?${asked}`);
  });
});
