# What the door did not take. What happened. What is safe. What to do.
refusal-empty = The scan file is empty: it holds no bytes at all. The other files are in. Copy it from the scanner again and add it once more
refusal-unsupported_type = This is not a scan: PDF, TIFF, JPEG and PNG are taken, and this content is something else, whatever its name. The other files are in. Save the scan in one of these formats and add it again
refusal-not_a_file = This is not a regular file but a link or a device. The other files are in. Put the scan itself in this place
refusal-too_large = The scan file is too large: the limit is { $limit } bytes. The other files are in. Split it and add the parts again
refusal-unreadable = The scan file could not be read from its disk. The other files are in. Check the disk or memory card and add it again
