using System.Text;
using Ichor.Lab.Switching;

namespace Ichor.Lab.Machines;

/// <summary>The part that reads like a list of what was bought.</summary>
public sealed partial class Machine
{
    const int FirstSlot = 3;            // 0 to 2 are the bridges and a display of the emulated boards

    /// <summary>Adds a network card on a network. Cards sit in PCI slots 3, 4, ... unless told otherwise.</summary>
    /// <param name="network">What its cable leads to.</param>
    /// <param name="model">virtio-net-pci, e1000, e1000e or usb-net.</param>
    /// <param name="mac">Its Ethernet address; made of machine and number when not given.</param>
    /// <param name="slot">PCI device number.</param>
    /// <param name="function">PCI function, with others in the same slot.</param>
    /// <param name="multifunction">Whether function 0 says that there are others.</param>
    /// <param name="on">A port, bridge or USB controller of this machine; the first bus when not given.</param>
    /// <param name="firmwareIndex">The number that ACPI gives to it as a device of the main board.</param>
    /// <param name="usbPort">Ports from a USB controller on, such as <c>2.3</c>.</param>
    public Machine Nic(VirtualNetwork network, string model = "virtio-net-pci", string? mac = null, int? slot = null, int? function = null,
        bool multifunction = false, string? on = null, int? firmwareIndex = null, string? usbPort = null)
    {
        var nic = Declare(network, model, mac, new NicPlace(on, slot, function, multifunction, firmwareIndex, usbPort));
        Spec = Spec with { Nics = Spec.Nics.Add(nic.Spec) };
        return this;
    }

    /// <summary>Memory in MiB.</summary>
    public Machine Memory(int mebibytes) => With(Spec with { Memory = mebibytes });

    /// <summary>Adds kernel arguments.</summary>
    public Machine Cmdline(params ReadOnlySpan<string> words) => With(Spec with { Cmdline = Spec.Cmdline.AddRange(words) });

    /// <summary>Gives it a machine config, on a volume labelled metal-iso.</summary>
    public Machine Config(string yaml) => With(Spec with { Config = yaml });

    /// <summary>Gives it a volume labelled STATE, which outlives its reboots, with these files on it.</summary>
    public Machine StateVolume(params ReadOnlySpan<(string Name, string Text)> files) => With(Spec with { State = [.. files] });

    /// <summary>Boots something else than kernel and initramfs.</summary>
    public Machine Boots(BootMedium medium, Firmware firmware) => With(Spec with { Medium = medium, Firmware = firmware });

    /// <summary>Sets the battery clock at power-on, such as <c>2001-01-01</c>.</summary>
    public Machine ClockAtPowerOn(string date) => With(Spec with { ClockAtPowerOn = date });

    /// <summary>Lets the guest's time follow the instructions it runs, for figures that do not depend on the host's load.</summary>
    public Machine CountsInstructions() => With(Spec with { CountInstructions = true });

    /// <summary>Adds QEMU arguments.</summary>
    public Machine Qemu(params ReadOnlySpan<string> arguments) => With(Spec with { MoreArguments = Spec.MoreArguments.AddRange(arguments) });

    /// <summary>Adds a file to the initramfs.</summary>
    public Machine WithFile(string path, string content, UnixFileMode mode = Disks.UnixModes.Regular) =>
        WithFile(path, Encoding.UTF8.GetBytes(content), mode);

    /// <summary>Adds a file to the initramfs.</summary>
    public Machine WithFile(string path, ReadOnlyMemory<byte> content, UnixFileMode mode) =>
        With(Spec with { Files = Spec.Files.Add(new ExtraFile(path, content, mode)) });

    /// <summary>
    /// Adds a service that runs a shell script once the conditions are met: busybox-static of the host comes along.
    /// What it prints reaches the console.
    /// </summary>
    public Machine WithScript(string service, string script, string after = "network", string restart = "never")
    {
        const string Busybox = "usr/bin/busybox";
        if (Spec.Files.All(file => file.Path != Busybox))
            WithFile(Busybox, File.ReadAllBytes(Tool.Require("busybox")), Disks.UnixModes.Executable);
        WithFile($"etc/ichor/services/{service}.sh", script, Disks.UnixModes.Executable);
        return WithFile($"etc/ichor/services/{service}.service",
            $"exec=/{Busybox} sh /etc/ichor/services/{service}.sh\nafter={after}\nrestart={restart}\n");
    }

    /// <summary>Puts a shell into it that <see cref="ShellAsync"/> talks to.</summary>
    public Machine WithShell()
    {
        WithScript("shell", GuestShell.Service, after: "", restart: "always");
        return With(Spec with { HasShell = true });
    }

    /// <summary>Takes a program of the host along, with the libraries it needs.</summary>
    public Machine WithProgram(string program)
    {
        // Programs share libraries.
        foreach (var file in HostProgram.Files(program).Where(file => Spec.Files.All(other => other.Path != file.Path)))
            WithFile(file.Path, file.Content, file.Mode);
        return this;
    }

    /// <summary>Boots this kernel and initramfs instead of the built ones.</summary>
    public Machine Kernel(string kernel, string initramfs)
    {
        (this.kernel, this.initramfs) = (kernel, initramfs);
        return this;
    }

    /// <summary>Leaves the socket of the node's API at this path, for tools of a person.</summary>
    public Machine ApiSocket(string path)
    {
        apiSocket = path;
        return this;
    }

    /// <summary>Lets the guest reboot; without it a reboot ends the machine.</summary>
    public Machine MayReboot() => With(Spec with { MayReboot = true });

    /// <summary>Hands what the console says to somebody else, too.</summary>
    public Machine ConsoleTo(Action<ReadOnlyMemory<byte>> reader)
    {
        consoleReader = reader;
        return this;
    }

    GuestNic Declare(VirtualNetwork network, string model, string? mac, NicPlace place)
    {
        var index = nics.Count;
        var path = Path.Combine(lab.Folder, $"{Name}.n{index}");
        if (place is { Bus: null, Slot: null } && model != "usb-net")
            place = place with { Slot = FirstSlot + index };
        var spec = new NicSpec(model, mac ?? DefaultMac(index), place, path);
        var nic = new GuestNic(this, index, spec, network.Switch.Attach(new StreamPort($"{Name}.{index}", path)));
        nics.Add(nic);
        return nic;
    }

    /// <summary>In QEMU's range, and the same for the same machine in every run.</summary>
    string DefaultMac(int index)
    {
        var number = Name.Aggregate(17, (sum, letter) => (sum * 31 + letter) & 0xffff);
        return $"52:54:00:{number >> 8:x2}:{number & 255:x2}:{index:x2}";
    }

    Machine With(MachineSpec spec)
    {
        Spec = spec;
        return this;
    }
}
