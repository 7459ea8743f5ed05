using System.Text;
using Ichor.Linux.Modules;

namespace Ichor.Linux.Tests.Modules;

public sealed class AliasPatternTests
{
    [Theory]
    // Lines of Debian's modules.alias and the devices they are for.
    [InlineData("pci:v00008086d0000100Esv*sd*bc*sc*i*", "pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00", true)]   // e1000
    [InlineData("pci:v00008086d0000100Fsv*sd*bc*sc*i*", "pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00", false)]
    [InlineData("pci:v*d*sv*sd*bc01sc06i01*", "pci:v00008086d00002922sv00001AF4sd00001100bc01sc06i01", true)]             // ahci
    [InlineData("virtio:d00000001v*", "virtio:d00000001v00001AF4", true)]
    [InlineData("acpi*:PNP0C0C:*", "acpi:PNP0C0C:", true)]                                                                // button
    [InlineData("acpi*:LNXPWRBN:*", "acpi:LNXPWRBN:", true)]
    [InlineData("cpu:type:x86,ven*fam*mod*:feature:*0099*", "cpu:type:x86,ven0002fam000Fmod006B:feature:,0000,0099,009A", true)]
    [InlineData("usb:v*p*d*dc*dsc*dp*ic08isc06ip50in*", "usb:v0781p5581d0100dc00dsc00dp00ic08isc06ip50in00", true)]        // usb-storage
    [InlineData("dmi*:svn*QEMU*:pn*:*", "dmi:bvnSeaBIOS:bvr1:svnQEMU:pnStandardPC:pvr1:", true)]
    // fnmatch(3)
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b*c", "axxbyy", false)]
    [InlineData("*aab", "aaaab", true)]
    [InlineData("[0-2]", "1", true)]
    [InlineData("[0-2]", "3", false)]
    [InlineData("[!0-2]", "3", true)]
    [InlineData("[abc-]", "-", true)]
    [InlineData("usb:v*d0[0-4]*", "usb:v1d03x", true)]
    [InlineData("usb:v*d0[0-4]*", "usb:v1d05x", false)]
    [InlineData("x[", "x[", true)]
    [InlineData("net-pf_17", "net_pf-17", true)]
    [InlineData("abc", "ABC", false)]
    public void A_pattern_matches_as_in_modprobe(string pattern, string text, bool expected) =>
        Assert.Equal(expected, AliasPattern.Matches(Encoding.UTF8.GetBytes(pattern), Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Many_stars_do_not_take_exponential_time()
    {
        var pattern = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("*a", 30)) + "b");
        Assert.False(AliasPattern.Matches(pattern, new string('a', 2000).Select(a => (byte)a).ToArray()));
    }
}
