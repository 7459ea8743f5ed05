using Ichor.Config;
using Ichor.Node.Naming;
using Ichor.Node.State;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Naming;

/// <summary>What names links at the first boot names them at the next ones, whatever the image says by then.</summary>
public sealed class NamingRecordTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    private StateFolder State => new(_folder.Path, "STATE (/dev/vdb, ext4)");

    private string? _why;

    private NamingRecord Boot(string commandLine, string image, bool early = true)
    {
        var record = new NamingRecord(CommandLine.Parse(commandLine), early ? State : null, _folder.Put("image", image), _warnings.Add);
        _why = record.Keep(State);
        return record;
    }

    [Theory]
    [InlineData("", "net.naming_scheme=v252 net.ifnames=1\n")]
    [InlineData("net.ifnames=0", "net.naming_scheme=v252 net.ifnames=0\n")]
    [InlineData("net.naming_scheme=v257", "net.naming_scheme=v257 net.ifnames=1\n")]
    public void The_next_image_names_as_the_first_boot_did(string commandLine, string expected)
    {
        Boot(commandLine, "net.naming_scheme=v252", early: false);
        Assert.Equal(expected, _folder["naming"]);

        var upgraded = Boot("", "net.naming_scheme=v261");

        Assert.Equal(expected, upgraded.InForce.Record);
        Assert.Equal(("STATE", "STATE"), (upgraded.InForce.SchemeOrigin, upgraded.InForce.RenamesOrigin));
        Assert.Null(_why);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void The_command_line_rules_its_boot_and_leaves_the_record()
    {
        _folder.Put("naming", "net.naming_scheme=v252 net.ifnames=0\n");

        var boot = Boot("net.naming_scheme=v255 net.ifnames=1", "net.naming_scheme=v261", early: false);

        Assert.Equal("net.naming_scheme=v255 net.ifnames=1\n", boot.InForce.Record);
        Assert.Equal("net.naming_scheme=v252 net.ifnames=0\n", _folder["naming"]);
        Assert.Null(_why);
    }

    [Theory]
    [InlineData("net.ifnames=0", "net.naming_scheme=v261 net.ifnames=0\n")]
    [InlineData("net.naming_scheme=v999", "net.naming_scheme=v999 net.ifnames=1\n")]     // of a newer image: an older one leaves it alone
    public void A_record_that_says_half_is_completed(string record, string expected)
    {
        _folder.Put("naming", record);
        Boot("", "net.naming_scheme=v261");
        Assert.Equal(expected, _folder["naming"]);
    }

    [Fact]
    public void A_volume_that_comes_after_the_links_were_named_otherwise_rules_from_then_on()
    {
        _folder.Put("naming", "net.naming_scheme=v252 net.ifnames=0\n");

        var late = Boot("", "net.naming_scheme=v261", early: false);

        Assert.Equal("STATE (/dev/vdb, ext4) came after links had been named by net.naming_scheme=v261 net.ifnames=1, and what it records is "
            + "net.naming_scheme=v252 net.ifnames=0", _why);
        Assert.Equal(("net.naming_scheme=v252 net.ifnames=0\n", "STATE", "STATE"), (late.InForce.Record, late.InForce.SchemeOrigin, late.InForce.RenamesOrigin));
        Assert.Empty(_warnings);
    }
}
