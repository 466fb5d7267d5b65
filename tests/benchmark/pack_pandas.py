"""A pack as an analyst would make it with pandas: the breakdowns of an export by year as a workbook (XlsxWriter), a chart of
each (matplotlib) and a Word document of both (python-docx). Prints the figures as with_pandas.py does."""
import json
import pathlib
import sys

import docx
import matplotlib
import pandas

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

export, fields, headings, out = sys.argv[1], sys.argv[2].split(","), json.loads(sys.argv[3]), pathlib.Path(sys.argv[4])
out.mkdir(parents=True, exist_ok=True)
wanted = {headings[field]: field for field in ["received", "closed"] + fields}
records = pandas.read_csv(export, usecols=list(wanted), dtype=str, keep_default_na=False).rename(columns=wanted)
received = pandas.to_datetime(records["received"], format="%d/%m/%Y")
days = (pandas.to_datetime(records["closed"], format="%d/%m/%Y", errors="coerce") - received).dt.days
records["year"] = received.dt.year - (received.dt.month < 4)
tables = {"contacts": pandas.DataFrame({"Contacts": 1, "Within 4 weeks": days <= 28, "Within 12 weeks": days <= 84})
          .groupby(records["year"]).sum().T}
for field in fields:
    records[field] = records[field].str.strip().str.lower().replace("", "-")
    tables[field] = records.pivot_table(index=field, columns="year", values="received", aggfunc="count", fill_value=0)

with pandas.ExcelWriter(out / "tables.xlsx", engine="xlsxwriter") as book:
    for name, table in tables.items():
        table.to_excel(book, sheet_name=name)

report = docx.Document()
report.add_heading("Annual report", 0)
for name, table in tables.items():
    last = table.iloc[:, -2:]
    figure, axes = pyplot.subplots(figsize=(6.7, 4.8), dpi=144)
    last.plot.barh(ax=axes, color=["#28A197", "#12436D"])
    axes.set_title(f"By {name}")
    axes.set_ylabel("")
    axes.invert_yaxis()
    figure.tight_layout()
    figure.savefig(out / f"{name}.png")
    pyplot.close(figure)
    report.add_heading(f"By {name}", 1)
    report.add_picture(str(out / f"{name}.png"), width=docx.shared.Inches(6))
    grid = report.add_table(rows=1, cols=len(table.columns) + 1, style="Light Grid")
    for at, year in enumerate(table.columns):
        grid.rows[0].cells[at + 1].text = str(year)
    for category, counts in table.iterrows():
        cells = grid.add_row().cells
        cells[0].text = str(category)
        for at, count in enumerate(counts):
            cells[at + 1].text = f"{count:,}"
report.save(out / "report.docx")

for year in tables["contacts"].columns:
    print(f"{year}|||" + "|".join(str(count) for count in tables["contacts"][year]))
for field in fields:
    for category, counts in tables[field].iterrows():
        for year, count in counts.items():
            print(f"{year}|{field}|{category}|{count}||")
