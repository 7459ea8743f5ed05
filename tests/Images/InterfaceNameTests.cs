using Ichor.Lab;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>The names that the image gives to network cards, against those that udev gave on machines of the same layout.</summary>
[Trait("Category", "Qemu")]
public class InterfaceNameTests : LaboratoryTest
{
    [Fact]
    public async Task I440fx_names_by_hot_plug_slot() => await Same("pc-four-virtio", (node, lan, mac) => node
        .Nic(lan, mac: mac[0], slot: 3)
        .Nic(lan, mac: mac[1], slot: 4)
        .Nic(lan, mac: mac[2], slot: 5)
        .Nic(lan, mac: mac[3], slot: 6));

    [Fact]
    public async Task Functions_of_one_device_are_told_apart() => await Same("pc-multifunction", (node, lan, mac) => node
        .Nic(lan, mac: mac[0], slot: 5, function: 0, multifunction: true)
        .Nic(lan, mac: mac[1], slot: 5, function: 1)
        .Nic(lan, mac: mac[2], slot: 5, function: 2)
        .Nic(lan, "e1000", mac[3], slot: 6, function: 0, multifunction: true)
        .Nic(lan, "e1000", mac[4], slot: 6, function: 7)
        .Nic(lan, mac: mac[5], slot: 7, function: 0, multifunction: true));

    [Fact]
    public async Task The_firmwares_number_comes_first() => await Same("pc-acpi-index", (node, lan, mac) => node
        .Nic(lan, mac: mac[0], slot: 3, firmwareIndex: 1)
        .Nic(lan, "e1000", mac[1], slot: 4, firmwareIndex: 7)
        .Nic(lan, mac: mac[2], slot: 5, firmwareIndex: 16383)
        .Nic(lan, mac: mac[3], slot: 6)
        .Nic(lan, mac: mac[4], slot: 8, function: 0, multifunction: true, firmwareIndex: 20)
        .Nic(lan, mac: mac[5], slot: 8, function: 1, firmwareIndex: 21));

    [Fact]
    public async Task Cards_behind_conventional_bridges() => await Same("pc-bridges", (node, lan, mac) => node
        .Bridge("b1", at: 8).Bridge("b2", at: 3, on: "b1").Bridge("b3", at: 9, hotPlugController: true)
        .Nic(lan, mac: mac[0], on: "b1", slot: 1)
        .Nic(lan, "e1000", mac[1], on: "b1", slot: 2)
        .Nic(lan, mac: mac[2], on: "b2", slot: 5)
        .Nic(lan, mac: mac[3], on: "b2", slot: 6, function: 0, multifunction: true)
        .Nic(lan, mac: mac[4], on: "b2", slot: 6, function: 1)
        .Nic(lan, mac: mac[5], on: "b3", slot: 4));

    [Fact]
    public async Task USB_cards_are_named_by_controller_and_port() => await Same("pc-usb", (node, lan, mac) => node
        .UsbController("u1", at: 4).UsbHub(on: "u1.0", port: "2")
        .Nic(lan, "usb-net", mac[0], on: "u1.0", usbPort: "1")
        .Nic(lan, "usb-net", mac[1], on: "u1.0", usbPort: "2.3"));

    [Fact]
    public async Task Q35_with_virtio_e1000e_and_vmxnet3_in_root_ports() => await Same("q35-rootports", (node, lan, mac) => node
        .Chipset(Chipset.Q35)
        .RootPort("r1", at: 4, slot: 1).RootPort("r2", at: 5, slot: 22).RootPort("r3", at: 6, slot: 1).RootPort("r4", at: 7)
        .Nic(lan, mac: mac[0], on: "r1")
        .Nic(lan, "e1000e", mac[1], on: "r2")
        .Nic(lan, mac: mac[2], on: "r3")
        .Nic(lan, "vmxnet3", mac[3], on: "r4"));

    [Fact]
    public async Task Q35_with_several_functions_in_a_root_port() => await Same("q35-multifunction-rp", (node, lan, mac) => node
        .Chipset(Chipset.Q35)
        .RootPort("r1", at: 4, slot: 11)
        .Nic(lan, "e1000e", mac[0], on: "r1", slot: 0, function: 0, multifunction: true)
        .Nic(lan, "e1000e", mac[1], on: "r1", slot: 0, function: 1)
        .Nic(lan, "e1000e", mac[2], on: "r1", slot: 0, function: 2)
        .Nic(lan, "e1000e", mac[3], on: "r1", slot: 0, function: 3)
        .Nic(lan, mac: mac[4], slot: 9, function: 0, multifunction: true)
        .Nic(lan, mac: mac[5], slot: 9, function: 5));

    [Fact]
    public async Task Q35_with_a_switch() => await Same("q35-switch", (node, lan, mac) => node
        .Chipset(Chipset.Q35)
        .RootPort("r1", at: 4, slot: 2).Switch("u1", on: "r1").SwitchPort("d1", on: "u1", slot: 5).SwitchPort("d2", on: "u1", slot: 6).SwitchPort("d3", on: "u1")
        .Nic(lan, mac: mac[0], on: "d1")
        .Nic(lan, "e1000e", mac[1], on: "d2")
        .Nic(lan, mac: mac[2], on: "d3", slot: 0, function: 0, multifunction: true)
        .Nic(lan, mac: mac[3], on: "d3", slot: 0, function: 1));

    [Fact]
    public async Task A_card_that_comes_later_gets_the_name_it_would_have_had()
    {
        var recorded = new RecordedNames("q35-rootports");
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var mac = recorded.Addresses;
        var node = Lab.Machine("node")
            .Chipset(Chipset.Q35)
            .RootPort("r1", at: 4, slot: 1).RootPort("r2", at: 5, slot: 22).RootPort("r3", at: 6, slot: 1).RootPort("r4", at: 7)
            .Nic(lan, mac: mac[0], on: "r1")
            .Nic(lan, mac: mac[2], on: "r3")
            .Nic(lan, "vmxnet3", mac[3], on: "r4");
        await Lab.StartAsync();
        await node.AddressAsync("enp1s0");

        await node.InsertNicAsync(lan, "e1000e", mac[1], on: "r2");

        await lan.PingsAsync(await node.AddressAsync("enp2s0"));
        await recorded.AreThoseOfAsync(node);
    }

    async Task Same(string machine, Action<Machine, VirtualNetwork, IReadOnlyList<string>> build)
    {
        var recorded = new RecordedNames(machine);
        var lan = Lab.Network("lan");
        var node = Lab.Machine("node");
        build(node, lan, recorded.Addresses);
        await Lab.StartAsync();

        await recorded.AreThoseOfAsync(node);
    }
}
