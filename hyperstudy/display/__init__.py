"""What people see of objects, errors and waiting: tables, tracebacks, progress bars."""
