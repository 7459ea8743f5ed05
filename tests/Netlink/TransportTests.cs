using System.Runtime.InteropServices;
using Ichor.Netlink.Links;
using Ichor.Netlink.Route;
using static Ichor.Netlink.Tests.ScriptedKernel;

namespace Ichor.Netlink.Tests;

/// <summary>What a socket makes of answers that the kernel gives rarely, or never should.</summary>
public class TransportTests
{
    private const int Multi = 2, DumpInterrupted = 0x10;

    private static readonly LinkTarget s_bond = new(7, LinkName.Parse("bond0"));

    /// <summary>RTM_NEWADDR: struct ifaddrmsg of family, prefix length, link 7; IFA_LOCAL.</summary>
    private static byte[] Address(Request to, byte last, int flags = Multi) =>
        Message(to, 20, Convert.FromHexString($"0218000007000000" + $"080002000A0000{last:X2}"), flags);

    private static string Addresses(NetlinkSocket socket)
    {
        var (addresses, error) = RouteTables.Addresses(socket);
        return error?.ToString() ?? string.Join(' ', addresses.Select(address => address.Address));
    }

    private static byte[] Text(string text)
    {
        var attribute = new byte[4 + text.Length + 1 + 3 & ~3];
        MemoryMarshal.Write(attribute, (ushort)(4 + text.Length + 1));
        MemoryMarshal.Write(attribute.AsSpan(2), (ushort)1);
        System.Text.Encoding.ASCII.GetBytes(text, attribute.AsSpan(4));
        return attribute;
    }

    [Fact]
    public void A_dump_of_a_table_that_changes_meanwhile_is_repeated()
    {
        var dumps = 0;
        using var socket = new ScriptedKernel(request => ++dumps == 1
            ? [Address(request, 1, Multi | DumpInterrupted), Done(request, Multi)]
            : [Address(request, 2), Address(request, 3), Done(request, Multi)]).Open();

        Assert.Equal("10.0.0.2/24 10.0.0.3/24", Addresses(socket));
        Assert.Equal(2, dumps);
    }

    [Fact]
    public void A_table_that_never_keeps_still_is_an_error_and_not_half_an_answer()
    {
        var dumps = 0;
        using var socket = new ScriptedKernel(request =>
        {
            dumps++;
            return [Address(request, 1), Done(request, Multi | DumpInterrupted)];
        }).Open();

        Assert.Equal("list addresses: EINTR (the table keeps changing while it is read)", Addresses(socket));
        Assert.Equal(5, dumps);
    }

    /// <summary>The rest of a lost dump would go on in the same descriptor, and the kernel begins no other beside it (EBUSY).</summary>
    [Fact]
    public void A_dump_of_which_a_part_was_lost_is_repeated_over_another_descriptor()
    {
        var running = 0;
        var kernel = new ScriptedKernel(request => running++ == 0
            ? [new byte[70_000]]                    // larger than the buffer: cut off, and no end in sight
            : [Address(request, 2), Done(request, Multi)]);
        using var socket = kernel.Open();

        Assert.Equal("10.0.0.2/24", Addresses(socket));
        Assert.Equal(2, kernel.Opened);
    }

    [Theory]
    [InlineData("01000000")]
    [InlineData("FFFF0000140000000000000000000000")]
    public void A_datagram_with_impossible_lengths_is_an_error_of_that_question(string datagram)
    {
        var asked = 0;
        using var socket = new ScriptedKernel(request => asked++ == 0 ? [Convert.FromHexString(datagram)] : [Address(request, 2), Done(request, Multi)]).Open();

        Assert.Equal("list addresses: EPROTO (the answer cannot be read)", Addresses(socket));
        Assert.Equal("10.0.0.2/24", Addresses(socket));
    }

    [Fact]
    public void An_entry_that_cannot_be_read_is_remarked_and_costs_no_other()
    {
        var remarks = new List<string>();
        using var socket = new ScriptedKernel(request =>
            [Address(request, 1), Message(request, 20, Convert.FromHexString("0218000007000000" + "0600020001020000"), Multi), Address(request, 3), Done(request, Multi)]).Open();
        socket.Remarked = remarks.Add;

        Assert.Equal("10.0.0.1/24 10.0.0.3/24", Addresses(socket));
        Assert.Equal(["list addresses: a part of the answer cannot be read: attribute 2 has 2 bytes instead of 4"], remarks);
        Assert.Equal(1, socket.Unreadable);
    }

    [Fact]
    public void The_kernels_words_to_what_it_did_are_heard()
    {
        var remarks = new List<string>();
        using var socket = new ScriptedKernel(request => [Error(request, 0, Text("this option is deprecated"))]).Open();
        socket.Remarked = remarks.Add;

        Assert.Null(socket.Execute(LinkRequests.SetMtu(s_bond, 1400)));
        Assert.Equal(["set mtu 1400 on bond0: this option is deprecated"], remarks);
    }

    /// <summary>Offsets are counted from the header of the request: 16 bytes, 16 of struct ifinfomsg, then IFLA_LINKINFO.</summary>
    [Theory]
    [InlineData(32, "IFLA_LINKINFO")]
    [InlineData(36, "IFLA_LINKINFO/IFLA_INFO_KIND")]
    [InlineData(44, "IFLA_LINKINFO/IFLA_INFO_DATA")]
    [InlineData(48, "IFLA_LINKINFO/IFLA_INFO_DATA/mode")]
    [InlineData(56, "IFLA_LINKINFO/IFLA_INFO_DATA/miimon")]
    public void The_attribute_that_the_kernel_points_at_is_named_when_it_has_no_words(int offset, string attribute)
    {
        var settings = LinkSettings.Empty.With(Bond.Mode, BondMode.Ieee8023ad).With(Bond.Miimon, 100u);
        using var socket = new ScriptedKernel(request => [Error(request, NetlinkErrno.EINVAL, [8, 0, 2, 0, (byte)offset, 0, 0, 0])]).Open();

        var error = socket.Execute(LinkRequests.Set(s_bond, Bond.Kind, settings, _ => null))!;

        Assert.EndsWith($": EINVAL (attribute {attribute})", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(offset, error.Offset);
    }

    [Theory]
    [InlineData("05000100", "EINVAL")]                      // a text beyond the end
    [InlineData("080002009F860100", "EINVAL")]              // a place outside of the request
    [InlineData("080005002A000000", "EINVAL (attribute 42 is missing)")]
    public void What_cannot_be_read_of_a_refusal_does_not_hide_its_number(string attributes, string expected)
    {
        using var socket = new ScriptedKernel(request => [Error(request, NetlinkErrno.EINVAL, Convert.FromHexString(attributes))]).Open();
        Assert.Equal($"set mtu 1400 on bond0: {expected}", socket.Execute(LinkRequests.SetMtu(s_bond, 1400))!.ToString());
    }

    [Fact]
    [Trait("Category", "Root")]
    public void A_dump_that_was_given_up_does_not_stand_in_the_way_of_the_next() => NetworkNamespace.Run(() =>
    {
        NetworkNamespace.Ip("link add v0 type veth peer name v1");
        NetworkNamespace.Ip("link set v0 up");
        NetworkNamespace.Ip("link set v1 up");
        NetworkNamespace.Tool("ip", "-batch -", string.Concat(Enumerable.Range(0, 2000).Select(i => $"route add 10.{i / 250}.{i % 250}.0/24 dev v0\n")));
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        socket.ShrinkBuffer(1000);          // no datagram of a dump fits

        var (routes, error) = RouteTables.Routes(socket);

        Assert.Null(error?.ToString());
        Assert.Equal(2000, routes.Count(route => route.Destination.Length == 24));
    });
}
