"""What differs from machine to machine: clocks, disks, sticks, printers, lock-down. Every port has a fake."""
