namespace Ichor.Lab.Machines;

/// <summary>Turns a machine's spec into QEMU's arguments. Pure: it looks at nothing but what it is given.</summary>
public static class QemuCommand
{
    /// <summary>The program.</summary>
    public const string Program = "qemu-system-x86_64";

    /// <summary>
    /// Arguments of every kernel. no_timer_check: on a busy host the check of the emulated timer fails in one boot of six and
    /// ends some of them in a panic. panic=-1 with -no-reboot: a crash ends the machine at once.
    /// </summary>
    static readonly string[] Basics = ["console=ttyS0", "printk.devkmsg=on", "no_timer_check", "panic=-1"];

    /// <summary>The kernel command line for direct boot.</summary>
    public static string KernelArguments(MachineSpec spec)
    {
        IEnumerable<string> words = [.. Basics, "talos.platform=metal", .. spec.Cmdline];
        if (spec.Config is not null)
            words = words.Append($"talos.config={MachineFiles.ConfigVolumeLabel}");
        return string.Join(' ', words);
    }

    /// <summary>All arguments, as the laboratory starts it.</summary>
    public static List<string> Arguments(MachineSpec spec, MachineFiles files, Accelerator accelerator)
    {
        List<string> arguments =
        [
            .. Board(spec, accelerator),
            "-chardev", $"socket,id=console,path={files.ConsoleSocket},logfile={files.ConsoleLog},logappend=off", "-serial", "chardev:console",
            "-chardev", $"socket,id=qmp,path={files.QmpSocket}", "-mon", "chardev=qmp,mode=control",
            .. spec.Nics.SelectMany((nic, index) => Nic(nic, index, $"stream,id=net{index},server=off,addr.type=unix,addr.path={nic.SocketPath}")),
            .. Devices(spec, files),
            "-device", "virtio-serial-pci",
            "-chardev", $"socket,id=api,path={files.ApiSocket},server=on,wait=off",
            "-device", "virtserialport,chardev=api,name=ichor.api.0",
            .. spec.HasShell ? Shell(files) : [],
            .. spec.MoreArguments,
        ];
        return arguments;
    }

    /// <summary>The same machine for a person at a terminal, without a laboratory around it: user-mode network, console on the terminal.</summary>
    public static List<string> StandaloneArguments(MachineSpec spec, MachineFiles files, Accelerator accelerator) =>
    [
        .. Board(spec, accelerator),
        "-serial", "mon:stdio",
        .. spec.Nics.SelectMany((nic, index) => Nic(nic, index, $"user,id=net{index}")),
        .. Devices(spec, files),
        .. spec.MoreArguments,
    ];

    /// <summary>Quotes for a POSIX shell what needs it.</summary>
    public static string ShellLine(IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Prepend(Program).Select(word =>
            word.All(c => char.IsAsciiLetterOrDigit(c) || "-_=.,:/+@%".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));

    static IEnumerable<string> Shell(MachineFiles files) =>
    [
        "-chardev", $"socket,id=shell,path={files.ShellSocket}", "-device", $"virtserialport,chardev=shell,name={GuestShell.PortName}",
    ];

    static List<string> Board(MachineSpec spec, Accelerator accelerator)
    {
        // q35 is what UEFI machines look like; pc can hot-plug on its only bus without preparation.
        var chipset = (spec.Chipset ?? (spec.Firmware == Firmware.Uefi ? Chipset.Q35 : Chipset.I440fx)) == Chipset.Q35 ? "q35" : "pc";
        List<string> board =
        [
            "-name", spec.Name, "-machine", chipset, "-m", $"{spec.Memory}", "-smp", "1",
            "-nodefaults", "-no-user-config", "-display", "none",
            .. accelerator.Arguments,
            "-rtc", spec.ClockAtPowerOn is { } clock ? $"base={clock}" : "base=utc",
        ];
        foreach (var bus in spec.Buses)
            board.AddRange(["-device", bus]);
        if (spec.Nics.Any(nic => nic is { IsPci: false, Place.Bus: null }) || spec.Medium is BootMedium.IsoAsUsbDisk or BootMedium.RawAsUsbDisk)
            board.AddRange(["-device", "qemu-xhci,addr=0x1d"]);        // out of the way of the cards, which are counted from below
        if (!spec.MayReboot)
            board.Add("-no-reboot");
        if (spec.CountInstructions)
            board.AddRange(["-icount", "shift=1,sleep=off"]);
        return board;
    }

    /// <summary>romfile= empties the option ROM: the firmware would otherwise offer to boot from the network.</summary>
    internal static IEnumerable<string> Nic(NicSpec nic, int index, string backend) =>
    [
        "-netdev", backend, "-device",
        $"{nic.Model},id=nic{index},netdev=net{index},mac={nic.Mac}" + (nic.IsPci ? ",romfile=" : "")
            + string.Concat(nic.Place.Properties.Select(property => $",{property.Name}={property.Value}")),
    ];

    static IEnumerable<string> Devices(MachineSpec spec, MachineFiles files)
    {
        IEnumerable<string> devices = ["-device", "virtio-rng-pci"];
        if (spec.Firmware == Firmware.Uefi)
            devices = devices.Concat(
            [
                "-drive", $"if=pflash,format=raw,unit=0,readonly=on,file={Uefi.Code}",
                "-drive", $"if=pflash,format=raw,unit=1,file={files.FirmwareVariables}",
            ]);
        if (spec.Config is not null)
            devices = devices.Concat(
            [
                "-drive", $"if=none,id=config,format=raw,readonly=on,file={files.ConfigVolume}", "-device", "virtio-blk-pci,drive=config",
            ]);
        if (spec.State is not null)
            devices = devices.Concat(["-drive", $"if=none,id=state,format=raw,file={files.StateVolume}", "-device", "virtio-blk-pci,drive=state"]);
        return devices.Concat(spec.Medium == BootMedium.Kernel ? DirectBoot(spec, files) : BootDisk(spec.Medium, files));
    }

    static IEnumerable<string> DirectBoot(MachineSpec spec, MachineFiles files) =>
    [
        "-kernel", files.Kernel,
        "-initrd", spec.Files.Length > 0 ? files.OwnInitramfs : files.Initramfs,
        "-append", KernelArguments(spec),
    ];

    /// <summary>Images are shared by many machines, so what a guest writes goes to a temporary overlay.</summary>
    static IEnumerable<string> BootDisk(BootMedium medium, MachineFiles files)
    {
        var (format, write, device) = medium switch
        {
            BootMedium.IsoAsCdRom => ("raw", "media=cdrom,readonly=on", "ide-cd,bus=ide.0"),
            BootMedium.RawAsVirtioDisk => ("raw", "snapshot=on", "virtio-blk-pci"),
            BootMedium.Qcow2AsVirtioDisk => ("qcow2", "snapshot=on", "virtio-blk-pci"),
            _ => ("raw", "snapshot=on", "usb-storage"),
        };
        return
        [
            "-vga", "std",                                    // boot loaders draw their menus on something
            "-drive", $"if=none,id=boot,format={format},{write},file={files.Image}",
            "-device", $"{device},drive=boot,bootindex=0",
        ];
    }
}
