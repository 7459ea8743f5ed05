using System.Text;
using Ichor.Linux.Modules;

namespace Ichor.Linux.Tests.Modules;

public sealed class UeventTests
{
    static Uevent? Parse(string text) => Uevent.TryParse(Encoding.Latin1.GetBytes(text), out var uevent) ? uevent : null;

    [Fact]
    public void An_added_device_has_its_alias()
    {
        var uevent = Parse("add@/devices/pci0000:00/0000:00:04.0\0ACTION=add\0DEVPATH=/devices/pci0000:00/0000:00:04.0\0SUBSYSTEM=pci\0"
            + "PCI_CLASS=20000\0MODALIAS=pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00\0SEQNUM=1234\0");
        Assert.Equal(new Uevent("add", "/devices/pci0000:00/0000:00:04.0", "pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00"), uevent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("\0\0\0\0")]
    [InlineData("add@/devices/x")]
    [InlineData("ACTION=add")]
    [InlineData("libudev\0\xfe\xed\xca\xfe(\0\0\0(\0\0\0")]
    [InlineData("=\0==\0ACTION\0DEVPATH")]
    public void What_is_no_event_is_refused(string text) => Assert.Null(Parse(text));

    [Theory]
    [InlineData("ACTION=add\0DEVPATH=/d\0MODALIAS=\xff\xfe\x80")]          // not UTF-8
    [InlineData("ACTION=add\0DEVPATH=/d\0MODALIAS=")]
    [InlineData("ACTION=add\0DEVPATH=/d\0MODALIAS=a b\nc\x1b[2J")]
    [InlineData("ACTION=\0DEVPATH=\0")]
    public void Hostile_bytes_are_a_value_and_no_exception(string text) => Assert.NotNull(Parse(text));

    [Fact]
    public void No_bytes_at_all_make_it_throw()
    {
        var random = new Random(7);
        var bytes = new byte[300];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(bytes);
            "ACTION=add\0DEVPATH="u8.CopyTo(bytes.AsSpan(random.Next(200)));
            _ = Uevent.TryParse(bytes.AsSpan(0, random.Next(bytes.Length)), out _);
        }
    }
}
