using Ichor.Config.Yaml;

namespace Ichor.Config.Tests.Platform;

/// <summary>The platform's document: what is taken, and what is said of what is not.</summary>
public class PlatformConfigTests
{
    private static readonly string Everything = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Platform", "platform.yaml"));

    private static string Problems(string yaml) => string.Join('\n', PlatformConfig.Load("META", yaml).Problems);

    [Fact]
    public void The_example_of_the_reference_page_is_taken_without_a_word() => Assert.Equal("", Problems(PlatformConfig.Schema.Example));

    [Fact]
    public void A_document_with_everything_is_taken() =>
        Assert.Empty(PlatformConfig.Load("platform.yaml", Everything).Problems.Where(problem => problem.IsError));

    [Fact]
    public void The_recorded_keys_are_the_visited_keys()
    {
        var context = new ReadContext("platform.yaml") { Visited = [] };
        ObjectReader.Read(context, YamlText.Read("platform.yaml", Everything).Documents[0], PlatformConfig.Read);
        Assert.Equal(string.Join('\n', PlatformConfig.Schema.Fields.Select(field => field.Path).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal)),
            string.Join('\n', context.Visited.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_field_has_one_sentence() => Assert.All(PlatformConfig.Schema.Fields, field =>
    {
        Assert.EndsWith(".", field.Description, StringComparison.Ordinal);
        Assert.InRange(field.Description.Length, 5, 160);
    });

    [Fact]
    public void An_empty_document_wishes_nothing() => Assert.Equal(new PlatformConfig(), PlatformConfig.Load("META", "").Config);

    [Theory]
    [InlineData("adresses: []", "META:1: adresses: is not a known setting (did you mean 'addresses'?)")]
    [InlineData("addresses: []\naddresses: []", "META:2: 'addresses' is given twice (first in line 1)")]
    [InlineData("addresses: [{address: 10.0.0.5, linkName: eth0}]", "META:1: addresses[0].address: '10.0.0.5' is not ADDRESS/PREFIX such as 10.0.0.5/24 or 2001:db8::5/64 (it has no /PREFIX)")]
    [InlineData("addresses: [{address: 10.0.0.5/24}]", "META:1: addresses[0].linkName: is required")]
    [InlineData("addresses: [{address: 10.0.0.5/24, linkName: eth0, family: inet6}]", "META:1: addresses[0].family: 'inet6' is not the family of 10.0.0.5/24")]
    [InlineData("addresses: [{address: 10.0.0.5/24, linkName: eth0, scope: world}]", "META:1: addresses[0].scope: 'world' is not one of global, site, link, host, nowhere")]
    [InlineData("addresses: [{address: 10.0.0.5/24, linkName: eth0, layer: cloud}]", "META:1: addresses[0].layer: 'cloud' is not one of default, cmdline, platform, operator, configuration")]
    [InlineData("routes: [{outLinkName: eth0}]", "META:1: routes[0].dst: is needed, or 'gateway', or 'family' for a default route without a gateway")]
    [InlineData("routes: [{dst: 10.0.0.0/8}]", "META:1: routes[0].outLinkName: is needed where there is no gateway")]
    [InlineData("routes: [{dst: 10.0.0.0/8, gateway: 'fd00::1'}]", "META:1: routes[0].gateway: 'fd00::1' is not of the same family as the destination 10.0.0.0/8")]
    [InlineData("links: [{name: eth0, kind: vlan}]", "META:1: links[0].parentName: is needed for a VLAN\nMETA:1: links[0].vlan: is needed for a link of kind vlan")]
    [InlineData("links: [{name: eth0, bondMaster: {mode: active-backup}}]", "links[0].bondMaster: is for links of kind bond")]
    [InlineData("links: [{name: eth0, logical: true}]", "META:1: links[0].logical: needs 'kind': what is to be made")]
    [InlineData("links: [{name: b, kind: bond, logical: false}]", "META:1: links[0].logical: is false: a link of kind bond does not exist by itself")]
    [InlineData("links: [{name: eth0, masterName: a, bridgeSlave: {masterName: b}}]", "META:1: links[0].bridgeSlave: excludes 'masterName': only one of them may be given")]
    [InlineData("links: [{name: b, kind: tunnel}]", "META:1: links[0].kind: 'tunnel' is not one of bond, vlan, bridge, vrf, veth, wireguard, dummy")]
    [InlineData("operators: [{operator: vip, linkName: eth0}]", "META:1: operators[0].vip: is needed for the operator vip")]
    [InlineData("operators: [{operator: dhcp, linkName: eth0}]", "META:1: operators[0].operator: 'dhcp' is not one of dhcp4, dhcp6, vip")]
    [InlineData("operators: [{operator: dhcp4, linkName: eth0, dhcp4: {clientIdentifier: {clientIdentifier: duid}}}]", "clientIdentifier: duid needs 'duidRawHex'")]
    [InlineData("hostnames: [{hostname: a_b}]", "META:1: hostnames[0].hostname: 'a_b' is not a host name or FQDN")]
    [InlineData("resolvers: {dnsServers: []}", "META:1: resolvers: must be a list, not a mapping")]
    [InlineData("a: 1\n---\nb: 2", "only one document is expected here")]
    public void What_may_not_be_said(string yaml, string expected)
    {
        var (config, problems) = PlatformConfig.Load("META", yaml);
        Assert.Null(config);
        Assert.Contains(expected, string.Join('\n', problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("externalIPs: [192.0.2.1]", "externalIPs: an external address is not supported yet: accepted, not acted upon")]
    [InlineData("externalIPs: []", "")]
    [InlineData("probes: [{interval: 1s, tcp: {endpoint: 'a:1'}}]", "probes: accepted, not acted upon")]
    [InlineData("metadata: {platform: metal}", "metadata: accepted, not acted upon")]
    [InlineData("addresses: [{address: 10.0.0.5/24, linkName: eth0, flags: 'permanent,nodad'}]", "addresses[0].flags: a flag other than permanent is not supported yet: accepted, not acted upon")]
    [InlineData("addresses: [{address: 10.0.0.5/24, linkName: eth0, flags: 'permanent,tentative'}]", "")]       // which is the kernel's to set
    [InlineData("hostnames: [{hostname: a}, {hostname: b}]", "hostnames[0]: is said again further below, and that counts")]
    [InlineData("addresses: [{address: 10.0.0.5/24, linkName: a}, {address: 10.0.0.5/24, linkName: b}]", "")]
    [InlineData("addresses: [{address: 10.0.0.5/24, linkName: a}, {address: 10.0.0.5/24, linkName: a, scope: link}]", "addresses[0]: is said again further below, and that counts")]
    [InlineData("links: [{name: b, kind: bond, bondMaster: {mode: active-backup, miimon: 100, failOverMac: 1, tlbLogicalLb: 1, useCarrier: true, adActorSysPrio: 65535}}]", "")]
    [InlineData("links: [{name: b, kind: bond, bondMaster: {mode: active-backup, miimon: 100, primaryIndex: 3}}]", "primaryIndex: a primary port by its index is not supported yet: accepted, not acted upon (write its name under 'primary')")]
    public void What_is_taken_with_or_without_a_word(string yaml, string expected)
    {
        var (config, problems) = PlatformConfig.Load("META", yaml);
        Assert.NotNull(config);
        if (expected.Length == 0)
            Assert.Empty(problems);
        else
            Assert.EndsWith("notice: " + expected, Assert.Single(problems).ToString().Replace("links[0].bondMaster.", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_later_of_two_entries_counts_as_in_Talos() =>
        Assert.Equal("b", Assert.Single(PlatformConfig.Load("META", "hostnames: [{hostname: a}, {hostname: b}]").Config!.Hostnames).Hostname);

    [Fact]
    public void A_private_key_is_never_printed()
    {
        var (config, problems) = PlatformConfig.Load("META", "links: [{name: wg0, kind: wireguard, wireguard: {privateKey: not-a-key}}]");
        Assert.Null(config);
        Assert.DoesNotContain("not-a-key", string.Join('\n', problems), StringComparison.Ordinal);
    }

    /// <summary>Whatever the text is, the answer is a document or problems. The seed is fixed.</summary>
    [Fact]
    public void A_document_with_something_changed_never_throws()
    {
        var random = new Random(73);
        string[] pieces = ["[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "addresses", "kind", "bond", "vlan", "~", "0", "fd00::1", "''", "&a", "*a"];
        for (var i = 0; i < 2_000; i++)
        {
            var at = random.Next(Everything.Length);
            var text = Everything.Remove(at, Math.Min(random.Next(20), Everything.Length - at)).Insert(at, pieces[random.Next(pieces.Length)]);
            var (config, problems) = PlatformConfig.Load("META", text);
            Assert.Equal(config is null, problems.Any(problem => problem.IsError));
        }
    }
}
