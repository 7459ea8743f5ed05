using System.Collections.Immutable;

namespace Ichor.Lab.Machines;

/// <summary>What the machine's firmware or QEMU starts from.</summary>
public enum BootMedium
{
    /// <summary>QEMU loads kernel and initramfs itself: the quickest, and the only one that takes a command line.</summary>
    Kernel,

    /// <summary>The ISO image in a CD-ROM drive.</summary>
    IsoAsCdRom,

    /// <summary>The ISO image written to a USB stick.</summary>
    IsoAsUsbDisk,

    /// <summary>The raw disk image as a virtio disk.</summary>
    RawAsVirtioDisk,

    /// <summary>The raw disk image as a USB disk.</summary>
    RawAsUsbDisk,

    /// <summary>The qcow2 disk image as a virtio disk.</summary>
    Qcow2AsVirtioDisk,
}

/// <summary>What starts the boot medium.</summary>
public enum Firmware
{
    /// <summary>SeaBIOS.</summary>
    Bios,

    /// <summary>OVMF, with a private copy of its variables.</summary>
    Uefi,
}

/// <summary>What the board is built around.</summary>
public enum Chipset
{
    /// <summary>i440FX of 1996: one PCI bus, every slot of which is for hot-plug.</summary>
    I440fx,

    /// <summary>Q35 of 2009: PCI Express, hot-plug in root ports.</summary>
    Q35,
}

/// <summary>One network card as the machine is declared with it.</summary>
/// <param name="Model">A QEMU device: virtio-net-pci, e1000, e1000e, usb-net.</param>
/// <param name="Mac">Its Ethernet address.</param>
/// <param name="Place">Where it sits, which predictable names are made of.</param>
/// <param name="SocketPath">Where its switch port listens.</param>
public sealed record NicSpec(string Model, string Mac, NicPlace Place, string SocketPath)
{
    /// <summary>Whether it sits on PCI and so takes addr= and an option ROM.</summary>
    public bool IsPci => Model != "usb-net";
}

/// <summary>Where a network card sits and what the firmware says about the place.</summary>
/// <param name="Bus">Name of a port, a bridge or a USB controller that was declared before; null for the first bus.</param>
/// <param name="Slot">PCI device number on that bus; null lets QEMU choose.</param>
/// <param name="Function">PCI function; null for the only one.</param>
/// <param name="Multifunction">Whether function 0 says that the device has others.</param>
/// <param name="FirmwareIndex">What ACPI calls the card, from 1: acpi_index.</param>
/// <param name="UsbPort">Ports from the controller on, such as <c>2.3</c>.</param>
public sealed record NicPlace(string? Bus = null, int? Slot = null, int? Function = null, bool Multifunction = false, int? FirmwareIndex = null, string? UsbPort = null)
{
    /// <summary>The properties of a QEMU device.</summary>
    public IEnumerable<(string Name, string Value)> Properties
    {
        get
        {
            if (Bus is not null)
                yield return ("bus", Bus);
            if (Slot is { } slot)
                yield return ("addr", Function is { } function ? $"0x{slot:x}.{function}" : $"0x{slot:x}");
            if (Multifunction)
                yield return ("multifunction", "on");
            if (FirmwareIndex is { } index)
                yield return ("acpi-index", $"{index}");
            if (UsbPort is not null)
                yield return ("port", UsbPort);
        }
    }
}

/// <summary>A file that is added to the initramfs of a machine booted from <see cref="BootMedium.Kernel"/>.</summary>
public sealed record ExtraFile(string Path, ReadOnlyMemory<byte> Content, UnixFileMode Mode);

/// <summary>A machine as declared. Immutable: the same spec gives the same command line.</summary>
public sealed record MachineSpec
{
    /// <summary>Name, also of its files.</summary>
    public required string Name { get; init; }

    /// <summary>Memory in MiB.</summary>
    public int Memory { get; init; } = 512;

    /// <summary>What it boots.</summary>
    public BootMedium Medium { get; init; } = BootMedium.Kernel;

    /// <summary>What boots it.</summary>
    public Firmware Firmware { get; init; } = Firmware.Bios;

    /// <summary>The board; null for that which goes with the firmware.</summary>
    public Chipset? Chipset { get; init; }

    /// <summary>QEMU devices that others are put into, in the order in which they are built in.</summary>
    public ImmutableArray<string> Buses { get; init; } = [];

    /// <summary>Kernel arguments after the laboratory's own.</summary>
    public ImmutableArray<string> Cmdline { get; init; } = [];

    /// <summary>The network cards in order.</summary>
    public ImmutableArray<NicSpec> Nics { get; init; } = [];

    /// <summary>Machine config for the volume labelled metal-iso.</summary>
    public string? Config { get; init; }

    /// <summary>What is on the volume labelled STATE that the node writes to; null for no such volume.</summary>
    public ImmutableArray<(string Name, string Text)>? State { get; init; }

    /// <summary>Files added to the initramfs.</summary>
    public ImmutableArray<ExtraFile> Files { get; init; } = [];

    /// <summary>What the battery clock says at power-on, such as <c>2001-01-01</c>; null for the host's time.</summary>
    public string? ClockAtPowerOn { get; init; }

    /// <summary>Counts instructions instead of time: the guest's clock then does not depend on how busy the host is.</summary>
    public bool CountInstructions { get; init; }

    /// <summary>Whether a <see cref="GuestShell"/> is on a port of it.</summary>
    public bool HasShell { get; init; }

    /// <summary>Whether a reboot of the guest starts it again; otherwise it ends the machine.</summary>
    public bool MayReboot { get; init; }

    /// <summary>QEMU arguments nothing else here stands for.</summary>
    public ImmutableArray<string> MoreArguments { get; init; } = [];
}
