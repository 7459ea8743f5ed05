using Ichor.Netlink;

namespace Ichor.Config.Tests;

public class DeviceSelectorTests
{
    private static readonly LinkFacts Nic = new("0000:00:03.0", HardwareAddress.Parse("52:54:00:12:34:56"),
        HardwareAddress.Parse("52:54:00:aa:bb:cc"), "1AF4:1000", "virtio_net", Physical: true);

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("a", "a", true)]
    [InlineData("a", "A", false)]
    [InlineData("0*", "0000:00:03.0", true)]
    [InlineData("0*", "usb-0000", false)]
    [InlineData("*.0", "0000:00:03.0", true)]
    [InlineData("a*b*c", "abc", true)]
    [InlineData("a*b*c", "a-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("ab*bc", "abc", false)]
    [InlineData("*b*", "abc", true)]
    [InlineData("a**c", "abc", true)]
    [InlineData("a?c", "abc", false)]
    [InlineData("[a]", "a", false)]
    public void Only_a_star_is_special(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new GlobPattern(pattern).Matches(text));

    [Theory]
    [InlineData("busPath: '0*'", true)]
    [InlineData("busPath: '1*'", false)]
    [InlineData("hardwareAddr: '52:54:*'", true)]
    [InlineData("hardwareAddr: '52:54:00:aa:bb:cc'", false)]
    [InlineData("permanentAddr: '52:54:00:AA:BB:CC'", true)]
    [InlineData("pciID: 1af4:*", true)]
    [InlineData("driver: virtio*", true)]
    [InlineData("driver: virtio", false)]
    [InlineData("physical: true", true)]
    [InlineData("physical: false", false)]
    [InlineData("{driver: virtio_net, busPath: '1*'}", false)]
    [InlineData("{driver: virtio_net, busPath: '0*'}", true)]
    public void Every_qualifier_given_must_match(string selector, bool expected)
    {
        var yaml = selector.StartsWith('{') ? selector : $"{{{selector}}}";
        Assert.Equal(expected, Loading.DeviceOf($"deviceSelector: {yaml}").Selector!.Matches(Nic));
    }

    [Fact]
    public void A_selector_without_qualifiers_matches_nothing() =>
        Assert.False(new DeviceSelector { Because = Provenance.BuiltIn }.Matches(Nic));

    [Theory]
    [InlineData("{}", "config.yaml:4: machine.network.interfaces[0].deviceSelector: needs 'busPath' or 'hardwareAddr' or 'permanentAddr' or 'pciID' or 'driver' or 'physical'")]
    [InlineData("{hardwareAddr: 00:11:22}", "config.yaml:4: machine.network.interfaces[0].deviceSelector.hardwareAddr: '00:11:22' is not a hardware address such as 00:11:22:aa:bb:cc, or a pattern of it with '*'")]
    [InlineData("{pciID: 1af41000}", "config.yaml:4: machine.network.interfaces[0].deviceSelector.pciID: '1af41000' is not a PCI ID such as 1AF4:1000, or a pattern of it with '*'")]
    [InlineData("{physical: maybe}", "config.yaml:4: machine.network.interfaces[0].deviceSelector.physical: 'maybe' is not true or false")]
    public void A_selector_that_can_never_match_is_refused(string selector, string expected) =>
        Assert.Equal(expected, Loading.DeviceProblems($"deviceSelector: {selector}"));
}
