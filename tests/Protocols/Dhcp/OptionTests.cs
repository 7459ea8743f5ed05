using System.Net;
using Ichor.Protocols.Dhcp;

namespace Ichor.Protocols.Tests.Dhcp;

public class OptionTests
{
    [Theory]
    [InlineData("18 0A0203 C0A80001", "10.2.3.0/24 via 192.168.0.1")]
    [InlineData("00 C0A80001", "0.0.0.0/0 via 192.168.0.1")]
    [InlineData("00 C0A80001 20 0A090909 00000000", "0.0.0.0/0 via 192.168.0.1 10.9.9.9/32")]
    [InlineData("11 0AFFFF C0A80001", "10.255.128.0/17 via 192.168.0.1")]      // host bits are cleared
    [InlineData("21 0A020304 C0A8", "option 121 (classless routes): prefix length 33 exceeds 32")]
    [InlineData("18 0A0203 C0A800", "option 121 (classless routes): cut off inside a route")]
    [InlineData("", "option 121 (classless routes): holds no route")]
    public void Classless_routes(string wire, string expected) => Assert.Equal(expected, Read(DhcpOptions.ClasslessRoutes, wire));

    [Theory]
    [InlineData("0A000000 C0A80001", "10.0.0.0/8 via 192.168.0.1")]
    [InlineData("C0A80500 C0A80001 AC100000 C0A80002", "192.168.5.0/24 via 192.168.0.1 172.16.0.0/16 via 192.168.0.2")]
    [InlineData("0A010000 C0A80001", "10.1.0.0/32 via 192.168.0.1")]           // bits below the class: a host, not 10/8
    [InlineData("00000000 C0A80001", "option 33 (static routes): holds a default route")]
    [InlineData("0A000000", "option 33 (static routes): 4 bytes are no list of address pairs")]
    public void Static_routes(string wire, string expected) => Assert.Equal(expected, Read(DhcpOptions.StaticRoutes, wire));

    [Theory]
    [InlineData("03 656e67 05 6170706c65 03 636f6d 00 09 6d61726b6574696e67 c004", "eng.apple.com marketing.apple.com")]   // RFC 3397 section 2
    [InlineData("c000", "option 119 (domain search): a pointer does not point back")]
    [InlineData("01 61 c000", "option 119 (domain search): a name is too long")]              // a loop
    [InlineData("05 6170", "option 119 (domain search): a label is cut off")]
    [InlineData("01 61", "option 119 (domain search): a name is cut off")]
    [InlineData("03 610a62 00", "option 119 (domain search): a name has only letters, digits and inner '-'")]
    [InlineData("41", "option 119 (domain search): a label has an unknown form")]
    public void Domain_search(string wire, string expected) => Assert.Equal(expected, Read(DhcpOptions.DomainSearch, wire));

    [Theory]
    [InlineData("FFFFFF00", "24")]
    [InlineData("FFFFFFFF", "32")]
    [InlineData("FF00FF00", "option 1 (subnet mask): the mask is not contiguous")]
    [InlineData("00000000", "option 1 (subnet mask): the mask is 0.0.0.0")]
    [InlineData("FFFFFF", "option 1 (subnet mask): 3 bytes where a mask has 4")]
    public void Subnet_mask(string wire, string expected) => Assert.Equal(expected, Read(DhcpOptions.SubnetMask, wire));

    [Theory]
    [InlineData("6e6f6465 00 00", "node")]                                         // trailing NULs
    [InlineData("6e6f64652e6578616d706c652e", "node.example")]                     // trailing dot
    [InlineData("610a6e616d65736572766572", "option 12 (host name): a name has only letters, digits and inner '-'")]   // a line break for resolv.conf
    [InlineData("", "option 12 (host name): a name has 1 to 253 characters")]
    [InlineData("2e61", "option 12 (host name): a label of a name has 1 to 63 characters")]
    public void Host_name(string wire, string expected) => Assert.Equal(expected, Read(DhcpOptions.HostName, wire));

    [Theory]
    [InlineData("0A000001 0A000002", "10.0.0.1 10.0.0.2")]
    [InlineData("0A000001 0A", "option 6 (name servers): 5 bytes are no list of addresses")]
    [InlineData("", "option 6 (name servers): 0 bytes are no list of addresses")]
    public void Name_servers(string wire, string expected) => Assert.Equal(expected, Read(DhcpOptions.NameServers, wire));

    [Fact]
    public void Text_cannot_steer_a_terminal() => Assert.Equal("no?[2Jway", Read(DhcpOptions.Message, "6e6f 1b 5b324a 776179"));

    [Fact]
    public void Structured_options_write_what_they_read()
    {
        var routes = Hex.Bytes("18 0A0203 C0A80001 00 C0A80001");
        Assert.Null(DhcpOptions.ClasslessRoutes.Read(routes, out var read));
        Assert.Equal(routes, DhcpOptions.ClasslessRoutes.Write(read));
        Assert.Null(DhcpOptions.DomainSearch.Read(DhcpOptions.DomainSearch.Write(["a.example", "b"]), out var names));
        Assert.Equal(["a.example", "b"], names);
    }

    [Fact]
    public void A_long_option_is_split_and_joined()                                     // RFC 3396
    {
        ValueList<IPAddress> many = [.. Enumerable.Range(1, 100).Select(i => new IPAddress([10, 0, 0, (byte)i]))];
        var bytes = Messages.Offer(o => o.With(DhcpOptions.NameServers, many)).ToBytes();

        Assert.True(DhcpMessage.TryParse(bytes, out var message, out _));
        Assert.True(message.Options.TryGet(DhcpOptions.NameServers, out var read));
        Assert.Equal(many, read);
    }

    private static string? Read<T>(DhcpOption<T> option, string wire) where T : notnull =>
        DhcpOptionSet.Empty.WithRaw(option.Code, Hex.Bytes(wire)).TryGet(option, out var value, out var problem) ? value.ToString() : problem;
}
