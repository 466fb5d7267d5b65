"""The figures of the benchmark by pandas: the columns that are needed, as categories, counted year by year."""
import json
import sys

import pandas

file, fields, headings = sys.argv[1], sys.argv[2].split(","), json.loads(sys.argv[3])
wanted = {headings[field]: field for field in ["received", "closed"] + fields}
records = pandas.read_csv(file, usecols=list(wanted), dtype={headings[field]: "category" for field in fields}, engine="c",
                          keep_default_na=False).rename(columns=wanted)
received = pandas.to_datetime(records["received"], format="%d/%m/%Y")
closed = pandas.to_datetime(records["closed"], format="%d/%m/%Y", errors="coerce")
year = received.dt.year - (received.dt.month < 4)
days = (closed - received).dt.days
for name, group in pandas.DataFrame({"year": year, "all": 1, "four": days <= 28, "twelve": days <= 84}).groupby("year").sum().iterrows():
    print(f"{name}|||{group['all']}|{group['four']}|{group['twelve']}")
for field in fields:
    folded = records[field].cat.categories.str.strip().str.lower()
    codes = records[field].cat.codes
    names = [text or "-" for text in folded]
    counts = pandas.DataFrame({"year": year, "code": codes}).value_counts()
    merged = {}
    for (at, code), count in counts.items():
        merged[at, names[code]] = merged.get((at, names[code]), 0) + count
    for (at, text), count in merged.items():
        print(f"{at}|{field}|{text}|{count}||")
