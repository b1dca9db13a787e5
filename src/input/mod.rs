//! Planning folders and rota files: from bytes to the domain, with every defect by file, line and column.
