namespace Ichor.Lab.Machines;

/// <summary>What network cards are put into: declared before them, by names of the test's own.</summary>
public sealed partial class Machine
{
    /// <summary>The board.</summary>
    public Machine Chipset(Chipset chipset) => With(Spec with { Chipset = chipset });

    /// <summary>A PCI Express root port.</summary>
    /// <param name="name">What <c>on:</c> of a card calls it.</param>
    /// <param name="at">Its own PCI device number.</param>
    /// <param name="slot">The number of its slot, as printed on the board; 0 where nobody cared.</param>
    public Machine RootPort(string name, int at, int slot = 0) =>
        Bus($"pcie-root-port,id={name},chassis={Spec.Buses.Length + 1},slot={slot},bus=pcie.0,addr=0x{at:x}");

    /// <summary>A PCI Express switch in a port: its upstream side.</summary>
    public Machine Switch(string name, string on) => Bus($"x3130-upstream,id={name},bus={on}");

    /// <summary>A port of a switch.</summary>
    public Machine SwitchPort(string name, string on, int slot = 0) =>
        Bus($"xio3130-downstream,id={name},bus={on},chassis={Spec.Buses.Length + 1},slot={slot}");

    /// <summary>A bridge to another conventional PCI bus.</summary>
    public Machine Bridge(string name, int at, string? on = null, bool hotPlugController = false) =>
        Bus($"pci-bridge,id={name},chassis_nr={Spec.Buses.Length + 1},addr=0x{at:x}" + (on is null ? "" : $",bus={on}") + (hotPlugController ? ",shpc=on" : ""));

    /// <summary>A USB 1.1 controller; its bus is called NAME.0.</summary>
    public Machine UsbController(string name, int at) => Bus($"piix3-usb-uhci,id={name},addr=0x{at:x}");

    /// <summary>A USB hub.</summary>
    public Machine UsbHub(string on, string port) => Bus($"usb-hub,bus={on},port={port}");

    Machine Bus(string device) => With(Spec with { Buses = Spec.Buses.Add(device) });
}
