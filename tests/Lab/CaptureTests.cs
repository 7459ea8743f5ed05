using CliWrap;
using CliWrap.Buffered;
using Ichor.Lab.Switching;
using Ichor.Protocols.Packets;
using System.Net;

namespace Ichor.Lab.Tests;

public sealed class CaptureTests
{
    [Fact]
    public async Task Tcpdump_reads_a_capture_with_nanoseconds()
    {
        Needs.Program("tcpdump");
        var path = Path.GetTempFileName();
        using (var capture = new PcapWriter(File.Create(path)))
        {
            var sender = MacAddress.Parse("02:00:00:00:00:01");
            var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567);
            capture.Write(new CapturedFrame(at, "a", ArpPacket.Request(sender, IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2")).ToFrame()));
        }

        var tcpdump = await Cli.Wrap(Tool.Require("tcpdump")).WithArguments(["-nn", "-tt", "--nano", "-r", path])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        File.Delete(path);

        Assert.StartsWith("1767323045.123456700 ARP, Request who-has 10.0.0.2 tell 10.0.0.1", tcpdump.StandardOutput);
    }
}
