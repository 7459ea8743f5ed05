using System.Net;

namespace Ichor.Images.Tests;

/// <summary>What the kernel command line says about the network.</summary>
[Trait("Category", "Qemu")]
public class CommandLineTests : LaboratoryTest
{
    [Fact]
    public async Task One_bad_argument_is_shown_and_takes_no_other_down()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Nic(lan).Nic(lan).Cmdline(
            "ip=10.0.0.5::10.0.0.1:255.255.255.0::ens3:off", "ip=10.0.0.600::10.0.0.1:255.255.255.0::ens4:off", "vlan=ens3.5000:ens3",
            "talos.hostname=amber.lab.test");
        await Lab.StartAsync();

        await lan.PingsAsync(IPAddress.Parse("10.0.0.5"), within: Lab.Patience(TimeSpan.FromSeconds(20)));
        await lan.PingsAsync(await node.AddressAsync("ens5"));                  // nobody spoke of it: DHCP
        await node.EventuallyAsync("problems", problem => problem["message"].Contains("10.0.0.600"), "the bad address");
        await node.EventuallyAsync("problems", problem => problem["message"].Contains("5000"), "the bad VLAN");
        await node.EventuallyAsync("hostname", name => name["hostname"] == "amber" && name["domainname"] == "lab.test", "the name");
        await node.SaysAsync("10.0.0.600");
    }

    [Fact]
    public async Task The_kernels_own_names_stay_with_ifnames_0()
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Cmdline("net.ifnames=0");
        await Lab.StartAsync();

        await lan.PingsAsync(await node.AddressAsync("eth0"));
        var link = await node.EventuallyAsync("links", link => link.Id == "eth0", "eth0");
        Assert.Contains("ens3", link["altNames"]);                              // the predictable names still find it
    }
}
