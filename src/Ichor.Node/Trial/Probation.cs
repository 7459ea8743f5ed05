namespace Ichor.Node.Trial;

/// <summary>
/// Watches a config after it was applied. Connectivity that was there before may be gone for a while (a link that is made
/// anew negotiates, a DHCP server takes its time), but not for longer than the grace. A config that has lost nothing at the
/// end of its grace has proved good.
/// </summary>
internal sealed class Probation : IDisposable
{
    /// <summary>A gateway that falls silent makes no event by itself.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    private readonly NodeWorld _world;
    private readonly Connectivity _before;
    private readonly TimeSpan _grace;
    private readonly Action<string> _lost;
    private readonly Action _proved;
    private readonly TimeSpan _began;
    private readonly IGatewayWatch _gateways;
    private IDisposable? _asking, _end;
    private TimeSpan? _lostSince;
    private bool _told, _disposed;

    /// <param name="world">Clock, timers, network.</param>
    /// <param name="before">What must not be lost.</param>
    /// <param name="grace">For how long it may be.</param>
    /// <param name="lost">Called with what has been gone for so long; again only after it was back.</param>
    /// <param name="proved">Called at the end of the grace, or when everything is back.</param>
    public Probation(NodeWorld world, Connectivity before, TimeSpan grace, Action<string> lost, Action proved)
    {
        (_world, _before, _grace, _lost, _proved) = (world, before, grace, lost, proved);
        _began = world.Now();
        _gateways = world.WatchGateways(Look);
        _end = world.Arm(grace, Look);
        Ask();
    }

    /// <summary>What is missing now; null when nothing is.</summary>
    public string? Missing { get; private set; }

    /// <summary>To be called after every change of the network.</summary>
    public void Look()
    {
        if (_disposed)
            return;
        Missing = _world.Look(_gateways.Answers).LostSince(_before);
        if (Missing is null)
            Hold();
        else
            Miss();
    }

    public void Dispose()
    {
        _disposed = true;
        _asking?.Dispose();
        _end?.Dispose();
        _gateways.Dispose();
    }

    private void Hold()
    {
        if (_lostSince is not null)
            Again(_began + _grace - _world.Now());
        _lostSince = null;
        _told = false;
        if (_world.Now() - _began >= _grace)
            _proved();
    }

    private void Miss()
    {
        var now = _world.Now();
        if (_lostSince is null)
            Again(_grace);
        _lostSince ??= now;
        if (now - _lostSince < _grace || _told)
            return;
        _told = true;
        _lost(Missing!);
    }

    private void Again(TimeSpan after)
    {
        _end?.Dispose();
        _end = _world.Arm(after, Look);
    }

    private void Ask()
    {
        if (_disposed)
            return;
        _gateways.Ask(_world.Gateways());
        _asking = _world.Arm(AskEvery, Ask);
    }
}
