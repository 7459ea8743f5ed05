using System.Text;
using Ichor.Network.Names;

namespace Ichor.Network.Tests.Names;

/// <summary>
/// Cases that no machine of the corpus has. Those of v252 were measured with udevadm of systemd 252.39 over the same tree, the
/// others are read from its source (src/udev/udev-builtin-net_id.c of 253 and later).
/// </summary>
public class MeasuredNamesTests
{
    private static string Names(RecordedMachine machine, string scheme, string link) =>
        RecordedMachine.Properties(InterfaceNames.Compute(machine.Tree, link, NamingScheme.Find(scheme)!)!)
            .Replace("ID_NET_NAME_", "", StringComparison.Ordinal).Replace('\n', ' ');

    private static void Set(RecordedMachine machine, string attribute, string? text)
    {
        foreach (var path in machine.Files.Keys.Where(path => path.EndsWith("/" + attribute, StringComparison.Ordinal)).ToList())
            if (text is null)
                machine.Files.Remove(path);
            else
                machine.Files[path] = Encoding.UTF8.GetBytes(text + "\n");
    }

    /// <summary>Makes one PCI device the virtual function 3 of another.</summary>
    private static void MakeVirtual(RecordedMachine machine, string device)
    {
        const string physical = "/sys/devices/pci0000:00/0000:00:02.0";
        machine.Links[$"{device}/physfn"] = physical;
        machine.Links[$"{physical}/virtfn3"] = device;
        machine.Links[$"{physical}/subsystem"] = "../../../bus/pci";
        machine.Files[$"{physical}/uevent"] = "DRIVER=x\n"u8.ToArray();
    }

    [Theory]
    [InlineData("v252", "MAC=enx525400aa0002 PATH=enp0s2v3u2u3")]
    [InlineData("v257", "MAC=enx525400aa0002 PATH=enp0s4u2u3 SLOT=ens4u2u3")]
    [InlineData("v238", "MAC=enx525400aa0002 PATH=enp0s4u2u3 SLOT=ens4u2u3")]
    public void A_USB_controller_that_is_a_virtual_function_is_named_as_itself_since_systemd_253(string scheme, string expected)
    {
        var machine = new RecordedMachine("pc-usb");
        MakeVirtual(machine, "/sys/devices/pci0000:00/0000:00:04.0");
        Assert.Equal(expected, Names(machine, scheme, "usb1"));
    }

    [Theory]
    [InlineData("v252", "MAC=wlx0024d7e31131 PATH=wlp0s2v3b1")]
    [InlineData("v261", "MAC=wlx0024d7e31131 PATH=wlp4s0b1")]
    public void So_is_a_card_with_a_bus_of_its_own(string scheme, string expected)
    {
        var machine = new RecordedMachine("made-wireless");
        MakeVirtual(machine, "/sys/devices/pci0000:00/0000:00:1c.2/0000:04:00.0");
        Assert.Equal(expected, Names(machine, scheme, "wlan1"));
    }

    [Theory]
    [InlineData(null, "v252", "eth1", "MAC=enxf45214000002 PATH=enp1s0")]
    [InlineData("0x1", "v252", "eth3", "MAC=enxf45214000004 ONBOARD=eno4 PATH=enp2s0")]
    [InlineData(null, "v257", "eth3", "MAC=enxf45214000004")]
    [InlineData("nonsense", "v261", "eth1", "MAC=enxf45214000002")]
    [InlineData("0x1", "v261", "eth1", "MAC=enxf45214000002 PATH=enp1s0d1")]
    public void A_port_whose_number_cannot_be_read_has_no_place_since_systemd_253(string? port, string scheme, string link, string expected)
    {
        var machine = new RecordedMachine("made-mlx4-devport");
        Set(machine, "dev_port", port);
        Assert.Equal(expected, Names(machine, scheme, link));
    }

    [Theory]
    [InlineData("v247", "MAC=enx525400123456 PATH=enp0s3 SLOT=ens3")]
    [InlineData("v252", "MAC=enx525400123456 PATH=enp0s3")]
    public void A_function_id_that_is_no_number_gives_no_slot(string scheme, string expected)
    {
        var machine = new RecordedMachine("pc-default");
        machine.Files["/sys/devices/pci0000:00/0000:00:03.0/function_id"] = "zzz\n"u8.ToArray();
        Assert.Equal(expected, Names(machine, scheme, "eth0"));
    }
}
