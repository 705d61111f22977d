"""Hints that this machine is a guest of another one, or that this session is seen from afar.

Hints, not proof: a careful owner can hide them. Reading them costs nothing and changes nothing.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

DMI_DIR = Path("/sys/class/dmi/id")
FIRMWARE_KEY = r"HARDWARE\DESCRIPTION\System\BIOS"
MAKERS = (
    "qemu", "kvm", "vmware", "virtualbox", "innotek", "xen", "parallels", "bochs", "bhyve",
    "virtual machine", "openstack", "amazon ec2", "google compute", "hvm domu",
)  # fmt: skip
REMOTE_SESSION_METRIC = 0x1000


def virtual_machine() -> str:
    """Return what gives this machine away as a virtual one, or nothing."""
    return named_guest(_windows_firmware() if sys.platform == "win32" else linux_firmware(DMI_DIR))


def remote_session(environment: Mapping[str, str] = os.environ) -> str:
    """Return what shows that this session is worked from afar, or nothing."""
    if sys.platform == "win32":
        return _windows_session()
    return linux_session(environment)


def named_guest(firmware: str) -> str:
    """Return the maker of virtual machines that the firmware names, or nothing."""
    text = firmware.lower()
    return next((maker for maker in MAKERS if maker in text), "")


def linux_firmware(dmi_dir: Path) -> str:
    """Return what the firmware says of maker and product."""
    found = []
    for name in ("sys_vendor", "product_name", "bios_vendor"):
        try:
            found.append((dmi_dir / name).read_text("utf-8", errors="replace").strip())
        except OSError:
            continue
    return " ".join(found)


def linux_session(environment: Mapping[str, str]) -> str:
    """Return what the session's variables show: SSH, RDP, or a display on another machine."""
    for name, words in (("SSH_CONNECTION", "ssh"), ("SSH_TTY", "ssh"), ("XRDP_SESSION", "xrdp")):
        if environment.get(name):
            return words
    host = environment.get("DISPLAY", "").partition(":")[0]
    return "x11" if host not in {"", "unix"} else ""


def _windows_firmware() -> str:
    if sys.platform != "win32":
        return ""
    import winreg  # noqa: PLC0415 -- only there

    values = []
    for name in ("SystemManufacturer", "SystemProductName"):
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, FIRMWARE_KEY) as key:
                values.append(str(winreg.QueryValueEx(key, name)[0]))
        except OSError:
            continue
    return " ".join(values)


def _windows_session() -> str:
    if sys.platform != "win32":
        return ""
    import ctypes  # noqa: PLC0415 -- only there

    return "rdp" if ctypes.windll.user32.GetSystemMetrics(REMOTE_SESSION_METRIC) else ""
