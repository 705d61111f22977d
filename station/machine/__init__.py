"""What differs from machine to machine: clocks, disks, sticks, printers, lock-down."""
