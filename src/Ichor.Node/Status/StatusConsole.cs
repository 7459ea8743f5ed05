using Ichor.Linux;

namespace Ichor.Node.Status;

/// <summary>Shows the status on the console when there is news, and not more often than a person can read.</summary>
internal sealed class StatusConsole(EventLoop loop, InitChannel init)
{
    /// <summary>Changes of one moment are shown together.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    /// <summary>A node that is not ready by then says so, and why.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Stages _stages = new(() => loop.Now);
    private string _shown = "";
    private EventLoop.Timer? _due;
    private Func<string>? _render;
    private bool _everReady;

    public void Show(NodeView view)
    {
        Reach(view);
        var ready = view.IsReady;
        _render = () => StatusScreen.Render(NodeVersion.Text, view);
        if (ready && !_everReady)
        {
            _everReady = true;
            Print();        // the moment that somebody waits for
        }
        else if (_due is not { IsArmed: true } && Differs())
            _due = loop.Arm(_everReady ? Quiet : Max(Quiet, Patience - loop.Now), Print);
    }

    private bool Differs() => Essence(_render!()) != _shown;

    private void Print()
    {
        _due?.Dispose();
        var text = _render!();
        if (Essence(text) == _shown)
            return;
        _shown = Essence(text);
        init.Console($"{text}  {"boot",-10} {_stages}\n\n");
    }

    /// <summary>The clock's offset changes with every packet and is no news.</summary>
    private static string Essence(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("  ntp ", StringComparison.Ordinal)));

    private void Reach(NodeView view)
    {
        var (observed, readiness) = (view.Observed, view.Readiness);
        _stages.Reach("node");
        if (observed.Links.Any(link => link.IsPhysical && link.Named))
            _stages.Reach("link");
        if (observed.Links.Any(link => link is { IsPhysical: true, IsOperational: true }))
            _stages.Reach("carrier");
        if (readiness.Address)
            _stages.Reach("address");
        if (readiness.Connectivity)
            _stages.Reach("route");
        if (view.Time.Synced)
            _stages.Reach("time");
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
