"""package.py FILE [MEMBER...]: a workbook or document as the text that targets make a package of again, for corpora;
all of its XML, or the members named."""
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as package:
    for name in sys.argv[2:] or [n for n in package.namelist() if n.endswith((".xml", ".rels"))]:
        sys.stdout.buffer.write(b"=== " + name.encode() + b"\n" + package.read(name).rstrip(b"\n") + b"\n")
