//! Page to text; documents, kinds, field candidates; archive PDF.
