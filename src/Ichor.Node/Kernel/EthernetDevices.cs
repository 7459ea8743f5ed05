using Ichor.Config;
using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Netlink.Generic;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>Reads what ethtool knows of NICs, and says when somebody has changed it.</summary>
internal sealed class EthernetDevices(GenericSocket generic) : IDisposable
{
    private readonly Dictionary<int, EthtoolLink> _media = [];
    private NetlinkSocket? _monitor;
    private IDisposable? _watch;

    /// <summary>Port, speed and modes as of the last reading.</summary>
    public EthtoolLink? MediumOf(int link) => _media.GetValueOrDefault(link);

    /// <summary>Hears of changes from now on, where the kernel offers that (group <c>monitor</c>).</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="changed">Takes the index of a link that is to be read again.</param>
    public void Start(EventLoop loop, Action<int> changed)
    {
        if (generic.Find(EthtoolRequests.FamilyName).Family?.FindGroup(EthtoolNotification.GroupName) is not { } group)
            return;
        _monitor = NetlinkSocket.Open(NetlinkProtocol.Generic);
        _monitor.Join((int)group);
        _watch = loop.OnReadable(_monitor.Fd, () => Hear(changed));
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _monitor?.Dispose();
    }

    public void Forget(int link) => _media.Remove(link);

    /// <summary>What the driver says; it is silent about what it cannot do, and so is the status. Null when there is no answer.</summary>
    public EthernetStatus? Read(LinkTarget link)
    {
        if (generic.Find(EthtoolRequests.FamilyName).Family is not { } ethtool)
            return new EthernetStatus();
        var (media, error) = EthtoolTables.Links(generic.Socket, ethtool, link);
        if (error is { Number: NetlinkErrno.ETIMEDOUT })        // each further question would hold the loop up for as long
            return null;
        if (media is [var medium, ..])
            _media[link.Index] = medium;
        return new EthernetStatus
        {
            Rings = Numbers(EthtoolTables.Rings(generic.Socket, ethtool, link).Rings),
            Channels = Numbers(EthtoolTables.Channels(generic.Socket, ethtool, link).Channels),
            Features = EthernetSpec.Table(EthtoolTables.Features(generic.Socket, ethtool, link).Features
                .SelectMany(reply => reply.Features).Select(feature => new EthernetSetting<bool>(feature.Name, feature.IsActive))),
            WakeOnLan = EthtoolTables.WakeOnLan(generic.Socket, ethtool, link).WakeOnLan.SelectMany(reply => reply.Enabled).Select(WakeWays.OfKernel).Order(StringComparer.Ordinal).ToValueList(),
        };
    }

    private void Hear(Action<int> changed)
    {
        var replies = new List<NetlinkReply>();
        ReceiveResult result;
        do
        {
            result = _monitor!.Receive(replies);
            if (result == ReceiveResult.Overrun)
                foreach (var link in _media.Keys)
                    changed(link);
        }
        while (result != ReceiveResult.Empty);
        foreach (var reply in replies)
            if (EthtoolNotification.LinkOf(reply) is { } link)
                changed(link);
    }

    private static ValueList<EthernetSetting<uint>> Numbers(IReadOnlyList<EthtoolNumbers> replies) => EthernetSpec.Table(
        from reply in replies
        from entry in reply.Settings.Entries
        select new EthernetSetting<uint>(entry.Setting.Name, Number(entry.Value)));

    private static uint Number(object value) => value switch
    {
        uint number => number,
        bool on => on ? 1u : 0u,
        TcpDataSplit split => split == TcpDataSplit.Enabled ? 1u : 0u,
        _ => 0,
    };
}
