using Ichor.Linux;
using Ichor.Node.Operators;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node.Tests.Operators;

public sealed class DhcpOperatorTests : IDisposable
{
    private static readonly MacAddress Ours = MacAddress.Parse("02:00:00:00:00:03");

    private readonly string _folder = Directory.CreateTempSubdirectory("ichor-leases-").FullName;
    private readonly EventLoop _loop = new();
    private readonly HandTimers _timers = new();
    private readonly ScriptedLink _link = new();
    private readonly List<string> _published = [], _log = [];
    private string? _name = "node7";
    private int _troubles;

    public void Dispose()
    {
        _loop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_link_with_carrier_gets_a_lease()
    {
        using var dhcp = Start();
        dhcp.CarrierChanged(true);

        Assert.Equal(["10.9.0.50/24"], _published);
        Assert.Equal(["broadcast Discover", "broadcast Request", "probe"], _link.Sent);
        Assert.Equal(["eth0: lease of 10.9.0.50/24 from 10.9.0.1 for 01:00:00"], _log);
    }

    [Fact]
    public void Carrier_told_twice_changes_nothing()
    {
        using var dhcp = Start();
        dhcp.CarrierChanged(true);
        dhcp.CarrierChanged(true);

        Assert.Equal(3, _link.Sent.Count);
    }

    [Fact]
    public void It_renews_rebinds_and_lets_go_by_its_timer()
    {
        using var dhcp = Start();
        dhcp.CarrierChanged(true);
        _timers.Advance(1801);
        Assert.Equal("unicast Request", _link.Sent[^1]);
        Assert.Single(_log);

        _link.IsSilent = true;
        _timers.Advance(3500);
        Assert.Equal("broadcast Request", _link.Sent[^1]);
        Assert.NotNull(dhcp.Lease);

        _timers.Advance(200);
        Assert.Equal(["10.9.0.50/24", "10.9.0.50/24", "none"], _published);
        Assert.Equal("selecting", dhcp.State.Name);
    }

    [Fact]
    public void The_next_life_goes_on_with_the_lease_at_once()
    {
        Start().CarrierChanged(true);     // never disposed: the program was killed
        _published.Clear();
        _link.IsSilent = true;

        using var dhcp = Start();
        Assert.Equal(["10.9.0.50/24"], _published);
        dhcp.CarrierChanged(true);
        _timers.Advance(5);

        Assert.Equal("bound", dhcp.State.Name);
        Assert.Single(_published);
    }

    [Fact]
    public void Without_carrier_in_the_next_life_the_lease_is_withdrawn_after_the_grace()
    {
        Start().CarrierChanged(true);
        _published.Clear();

        using var dhcp = Start();
        _timers.Advance(5);

        Assert.Equal(["10.9.0.50/24", "none"], _published);
    }

    [Fact]
    public void A_file_that_makes_no_sense_is_no_lease()
    {
        File.WriteAllText(Path.Combine(_folder, "eth0.lease"), "12\nnot hex\n");

        using var dhcp = Start();

        Assert.Empty(_published);
    }

    [Fact]
    public void A_link_that_refuses_is_a_problem_said_once_and_tried_again()
    {
        _link.IsBroken = true;
        using var dhcp = Start();
        dhcp.CarrierChanged(true);
        _timers.Advance(20);

        Assert.Equal(["eth0: send a frame: ENETDOWN (Network is down)"], _log);
        Assert.NotNull(dhcp.Problem);

        _link.IsBroken = false;
        _timers.Advance(64);
        Assert.NotNull(dhcp.Lease);
        Assert.Null(dhcp.Problem);
    }

    [Fact]
    public void A_publication_may_change_the_link_at_once()
    {
        DhcpOperator? dhcp = null;
        dhcp = Start(_ => dhcp!.CarrierChanged(false));
        dhcp.CarrierChanged(true);

        Assert.Equal("no carrier", dhcp.State.Name);
        dhcp.Dispose();
    }

    [Fact]
    public void Another_user_of_the_address_ends_the_lease_but_a_second_card_of_this_machine_is_none()
    {
        using var dhcp = Start();
        dhcp.CarrierChanged(true);
        _link.ArpReceived(ArpPacket.Request(Ours, ScriptedLink.Address, ScriptedLink.Server));
        Assert.NotNull(dhcp.Lease);

        _link.ArpReceived(ArpPacket.Request(MacAddress.Parse("02:00:00:00:00:99"), ScriptedLink.Address, ScriptedLink.Server));
        Assert.Null(dhcp.Lease);
    }

    [Fact]
    public void A_mistake_of_ours_is_a_fault_that_is_said_once_and_the_client_goes_on_when_it_is_gone()
    {
        _link.Fault = new InvalidOperationException("no way");
        using var dhcp = Start();
        dhcp.CarrierChanged(true);
        Assert.Equal(("InvalidOperationException: no way", 1), (dhcp.Fault, _troubles));
        _timers.Advance(100);

        Assert.Equal(["eth0: InvalidOperationException: no way"], _log);
        Assert.Equal(1, _troubles);

        _link.Fault = null;
        _timers.Advance(64);
        Assert.NotNull(dhcp.Lease);
        Assert.Null(dhcp.Fault);
    }

    [Fact]
    public void One_who_publishes_may_fail_and_the_lease_is_renewed_all_the_same()
    {
        using var dhcp = Start(_ => throw new InvalidOperationException("no way"));
        dhcp.CarrierChanged(true);
        Assert.Equal("InvalidOperationException: no way", dhcp.Fault);

        _timers.Advance(1900);
        Assert.Contains("unicast Request", _link.Sent);
    }

    [Fact]
    public void A_name_that_comes_while_the_lease_is_checked_is_told_after_the_check_and_once()
    {
        _name = null;
        using var dhcp = Start();
        dhcp.CarrierChanged(true);
        _name = "amber";
        dhcp.TellName();
        Assert.Equal([null, null], _link.Names);

        _timers.Advance(1);
        dhcp.TellName();
        Assert.Equal("announcement", _link.Sent[^2]);
        Assert.Equal([null, null, "amber"], _link.Names);
        Assert.Equal("bound", dhcp.State.Name);

        _name = "";
        dhcp.TellName();
        Assert.Equal(3, _link.Names.Count);
    }

    [Fact]
    public void An_address_that_is_taken_again_and_again_is_told_of_once_with_whose_it_is()
    {
        using var dhcp = Start();
        dhcp.CarrierChanged(true);
        for (var i = 0; i < 3; i++)
        {
            _link.ArpReceived(ArpPacket.Request(MacAddress.Parse("02:00:00:00:00:99"), dhcp.Lease!.Address, ScriptedLink.Server));
            Assert.Null(dhcp.Lease);
            Assert.Contains("is used by 02:00:00:00:00:99 already", dhcp.Conflict);
            _timers.Advance(10);
            Assert.NotNull(dhcp.Lease);
            Assert.NotNull(dhcp.Conflict);      // nothing is known yet of the new address
        }
        Assert.Equal(4, _log.Count);            // the first lease, and each address that was taken

        _timers.Advance(1);
        Assert.Null(dhcp.Conflict);
    }

    [Fact]
    public void Remarks_on_a_lease_stay_with_it_and_are_logged_once()
    {
        _link.Change = options => options.With(DhcpOptions.InterfaceMtu, (ushort)100);
        using var dhcp = Start();
        dhcp.CarrierChanged(true);
        const string Remark = "option 26 (interface MTU): 100 is below 576 and not used";
        for (var renewals = 0; renewals < 3; renewals++)
        {
            Assert.Equal([Remark], dhcp.Lease!.Notes);
            _timers.Advance(2000);
        }

        Assert.Single(_log, line => line == $"eth0: lease of 10.9.0.1: {Remark}");
    }

    private DhcpOperator Start(Action<DhcpLease?>? also = null) => new(_loop, 2, "eth0", [2, 0, 0, 0, 0, 2], () => _name, true, lease =>
    {
        _published.Add(lease is null ? "none" : $"{lease.Address}/{lease.PrefixLength}");
        also?.Invoke(lease);
    }, new DhcpOperatorSettings
    {
        LeaseFolder = _folder,
        Log = _log.Add,
        Troubled = () => _troubles++,
        IsOurs = address => address == Ours,
        Random = static () => 0x7fff_ffff_0000_0042,
        Clock = () => _timers.Now,
        Arm = _timers.Arm,
        Transport = _link,
    });
}
