using Ichor.Config;
using Ichor.Node.Naming;
using Ichor.Node.Tests.Files;

namespace Ichor.Node.Tests.Naming;

public sealed class NamingInForceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What is in force, given the texts of the places; null for one that is not there.</summary>
    private NamingInForce Of(string commandLine, string? installed, string? image)
    {
        if (installed is not null)
            _folder.Put("installed", installed);
        if (image is not null)
            _folder.Put("image", image);
        return NamingInForce.Of(NamingSource.Of("cmdline", CommandLine.Parse(commandLine)),
            NamingSource.Read("installation", Path.Combine(_folder.Path, "installed")), NamingSource.Read("image", Path.Combine(_folder.Path, "image")));
    }

    private static string Text(NamingInForce naming) =>
        $"{naming.Scheme} by {naming.SchemeOrigin}, {(naming.Renames ? "renames" : "keeps")} by {naming.RenamesOrigin}";

    [Theory]
    [InlineData("", null, null, "v261 by built-in, renames by built-in")]
    [InlineData("", null, "net.naming_scheme=v261", "v261 by image, renames by built-in")]
    [InlineData("", "net.naming_scheme=v252 net.ifnames=1", "net.naming_scheme=v261", "v252 by installation, renames by installation")]
    [InlineData("net.naming_scheme=v255", "net.naming_scheme=v252", "net.naming_scheme=v261", "v255 by cmdline, renames by built-in")]
    [InlineData("net.ifnames=0", "net.naming_scheme=v252 net.ifnames=1", null, "v252 by installation, keeps by cmdline")]
    [InlineData("", "net.ifnames=0", "net.naming_scheme=v257", "v257 by image, keeps by installation")]
    [InlineData("net.naming_scheme=latest", "net.naming_scheme=v252", null, "v261 by cmdline, renames by built-in")]
    public void The_command_line_comes_before_the_installation_and_that_before_the_image(string commandLine, string? installed, string? image, string expected) =>
        Assert.Equal(expected, Text(Of(commandLine, installed, image)));

    [Fact]
    public void An_unknown_scheme_is_passed_over_and_said()
    {
        var naming = Of("net.naming_scheme=v244", "net.naming_scheme=v252", null);

        Assert.Equal("v252 by installation, renames by built-in", Text(naming));
        Assert.StartsWith("cmdline: 'v244' is not a naming scheme; known are v238 v239", Assert.Single(naming.Refused));
    }

    [Fact]
    public void What_an_installation_records_outlives_an_image_with_a_newer_scheme()
    {
        var atInstall = Of("net.ifnames=0", null, "net.naming_scheme=v257");

        var upgraded = Of("", atInstall.Record, "net.naming_scheme=v261");

        Assert.Equal("v257 by installation, keeps by installation", Text(upgraded));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u00ff garbage = = net.naming_scheme")]
    public void A_damaged_record_says_nothing(string record) =>
        Assert.Equal("v257 by image, renames by built-in", Text(Of("", record, "net.naming_scheme=v257")));
}
