using System.Net;
using Ichor.Config;
using Ichor.Network;
using Ichor.Node.Files;

namespace Ichor.Node.Tests.Files;

public sealed class NodeFilesTests
{
    private static ResolverSpec Resolvers(string[] servers, params string[] domains) =>
        new([.. servers.Select(IPAddress.Parse)], domains.Length == 0 ? null : [.. domains]);

    [Fact]
    public void Three_name_servers_are_all_that_the_C_library_reads() => Assert.Equal(
        "nameserver 192.0.2.1\nnameserver 2001:db8::1\nnameserver 192.0.2.2\n\nsearch example.org lab.example.org\n",
        NodeFiles.ResolvConf(Resolvers(["192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.3"], "lab.example.org", "EXAMPLE.org"), new("node1", "example.org")));

    [Fact]
    public void Those_that_nobody_asks_are_told()
    {
        Assert.Empty(EtcFiles.ConditionsOf(Resolvers(["192.0.2.1", "192.0.2.2", "192.0.2.3"])));
        Assert.Equal("resolvers /etc/resolv.conf Applied not used: 192.0.2.4 2001:db8::1; programs read the first 3 name servers",
            EtcFiles.ConditionsOf(Resolvers(["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "2001:db8::1"]))
                .Select(condition => $"{condition.Object} {condition.State} {condition.Reason}").Single());
    }

    [Fact]
    public void Without_anything_it_is_empty() => Assert.Equal("", NodeFiles.ResolvConf(Resolvers([]), new("node1", "example.org"), ownDomain: false));

    [Fact]
    public void Hosts_are_in_columns_and_those_of_the_config_come_last() => Assert.Equal("""
        127.0.0.1  localhost
        10.0.0.5   node1.example.org node1
        ::1        localhost ip6-localhost ip6-loopback
        ff02::1    ip6-allnodes
        ff02::2    ip6-allrouters
        192.0.2.10 registry.example.org registry

        """.ReplaceLineEndings("\n"),
        NodeFiles.Hosts(new("node1", "example.org"), IPAddress.Parse("10.0.0.5"),
        [
            new HostEntry(IPAddress.Parse("192.0.2.10"), ["registry.example.org"], Provenance.BuiltIn),
            new HostEntry(IPAddress.Parse("192.0.2.10"), ["registry", "REGISTRY"], Provenance.BuiltIn),
        ]));

    [Fact]
    public void Before_it_has_an_address_the_machine_is_not_in_its_hosts() =>
        Assert.DoesNotContain("node1", NodeFiles.Hosts(new("node1", ""), null, []));

    [Fact]
    public void A_file_is_written_only_when_it_differs_in_content_or_mode()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "a/b");

        Assert.True(AtomicFile.Write(path, "x"));
        Assert.False(AtomicFile.Write(path, "x"));
        Assert.True(AtomicFile.Write(path, "x", 0x180));
        Assert.Equal("600", folder.Mode("a/b"));
        Assert.True(AtomicFile.Write(path, "yy", 0x180));
        Assert.Equal("yy", folder["a/b"]);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void What_an_interrupted_write_left_does_not_matter()
    {
        using var folder = new TempFolder();
        folder.Put("b.new", "half");

        AtomicFile.Write(Path.Combine(folder.Path, "b"), "whole");

        Assert.Equal("whole", folder["b"]);
        Assert.False(File.Exists(Path.Combine(folder.Path, "b.new")));
    }
}
