namespace Ichor.Node.Naming;

/// <summary>
/// For how long a link goes without a name because a card whose driver is not loaded yet may want the same one. It is bounded:
/// not every card gets a driver.
/// </summary>
/// <param name="longest">From when the link was first seen.</param>
/// <param name="arm">Calls back after a time.</param>
/// <param name="changed">Called when a wait is over.</param>
internal sealed class RivalWait(TimeSpan longest, Action<TimeSpan, Action> arm, Action changed)
{
    /// <summary>What <c>talos.device.settle_time</c> does not say: a driver with firmware to load takes a second or two.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);

    private readonly Dictionary<int, bool> _isOver = [];

    public bool MustWait(int link)
    {
        if (_isOver.TryGetValue(link, out var isOver))
            return !isOver;
        _isOver[link] = false;
        arm(longest, () =>
        {
            if (!_isOver.ContainsKey(link))
                return;
            _isOver[link] = true;
            changed();
        });
        return true;
    }

    public void Forget(int link) => _isOver.Remove(link);
}
