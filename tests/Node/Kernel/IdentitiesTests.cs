using Ichor.Netlink;
using Ichor.Node.Kernel;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Kernel;

public sealed class IdentitiesTests : IDisposable
{
    private readonly TempFolder _sys = new();

    public void Dispose() => _sys.Dispose();

    /// <summary>A device path with the uevent files of some of its folders, and its link in class/net.</summary>
    private string Read(string name, string device, params (string Folder, string UEvent)[] files)
    {
        Directory.CreateDirectory($"{_sys.Path}/{device}/net/{name}");
        foreach (var (folder, uevent) in files)
            _sys.Put($"{folder}/uevent", uevent);
        Directory.CreateDirectory($"{_sys.Path}/class/net");
        File.CreateSymbolicLink($"{_sys.Path}/class/net/{name}", $"../../{device}/net/{name}");
        var identity = Identities.Read(_sys.Path, LinkName.Parse(name), HardwareAddress.Parse("52:54:00:00:00:01"), _ => ("veth", "somewhere"));
        return $"{identity.PermanentAddress} driver={identity.Driver} busPath={identity.BusPath} pciID={identity.PciId}";
    }

    [Fact]
    public void A_virtio_nic_has_the_bus_of_the_pci_device_above_it() => Assert.Equal(
        "52:54:00:00:00:01 driver=virtio_net busPath=0000:00:03.0 pciID=1AF4:1000",
        Read("eth0", "devices/pci0000:00/0000:00:03.0/virtio0",
            ("devices/pci0000:00/0000:00:03.0/virtio0", "DRIVER=virtio_net\nMODALIAS=virtio:d00000001v00001AF4\n"),
            ("devices/pci0000:00/0000:00:03.0", "DRIVER=virtio-pci\nPCI_CLASS=20000\nPCI_ID=1AF4:1000\nPCI_SLOT_NAME=0000:00:03.0\n")));

    [Fact]
    public void A_pci_nic_is_its_own_device() => Assert.Equal(
        "52:54:00:00:00:01 driver=e1000e busPath=0000:01:00.1 pciID=8086:10D3",
        Read("eth0", "devices/pci0000:00/0000:00:1c.0/0000:01:00.1",
            ("devices/pci0000:00/0000:00:1c.0/0000:01:00.1", "DRIVER=e1000e\nPCI_ID=8086:10d3\nPCI_SLOT_NAME=0000:01:00.1\n"),
            ("devices/pci0000:00/0000:00:1c.0", "DRIVER=pcieport\nPCI_ID=8086:9D10\nPCI_SLOT_NAME=0000:00:1c.0\n")));

    [Theory]
    [InlineData("devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0", "usb-0000:00:14.0-2")]
    [InlineData("devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.2/1-1.2:1.0", "usb-0000:00:14.0-1.2")]
    [InlineData("devices/platform/xhci-hcd.0.auto/usb2/2-1/2-1:2.0", "usb-xhci-hcd.0.auto-1")]
    public void A_usb_nic_is_known_by_its_ports_behind_the_controller_as_ethtool_says(string device, string expected) => Assert.Equal(
        $"52:54:00:00:00:01 driver=cdc_ether busPath={expected} pciID=",
        Read("eth0", device, (device, "DEVTYPE=usb_interface\nDRIVER=cdc_ether\n"),
            ("devices/pci0000:00/0000:00:14.0", "DRIVER=xhci_hcd\nPCI_ID=8086:A36D\nPCI_SLOT_NAME=0000:00:14.0\n")));

    [Theory]
    [InlineData("devices/platform/a003e00.virtio_mmio/virtio2", "virtio_net", "a003e00.virtio_mmio")]
    [InlineData("devices/vif-0", "vif", "vif-0")]
    [InlineData("devices/pci0000:00/0000:00:08.0/mlx5_core.sf.4", "mlx5_core.sf", "mlx5_core.sf.4")]
    public void A_nic_without_pci_address_has_the_name_of_its_device(string device, string driver, string expected) => Assert.Equal(
        $"52:54:00:00:00:01 driver={driver} busPath={expected} pciID=",
        Read("eth0", device, (device, $"DRIVER={driver}\n"),
            ("devices/pci0000:00/0000:00:08.0", "DRIVER=mlx5_core\nPCI_ID=15B3:101D\nPCI_SLOT_NAME=0000:00:08.0\n")));

    [Fact]
    public void A_link_without_a_device_has_the_driver_that_ethtool_says() =>
        Assert.Equal("52:54:00:00:00:01 driver=veth busPath=somewhere pciID=", Read("veth0", "devices/virtual"));

    [Fact]
    public void A_link_that_is_gone_again_is_no_error() => Assert.Equal("", Identities.Read(_sys.Path, LinkName.Parse("gone0"), null, EthtoolDriver.Ask).BusPath);
}
