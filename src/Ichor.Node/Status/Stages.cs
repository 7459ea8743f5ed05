namespace Ichor.Node.Status;

/// <summary>When the boot reached which point, since the kernel started. Each point counts once.</summary>
internal sealed class Stages(Func<TimeSpan> now)
{
    private readonly List<(string Name, TimeSpan At)> _reached = [];

    public void Reach(string name)
    {
        if (!_reached.Exists(stage => stage.Name == name))
            _reached.Add((name, now()));
    }

    public override string ToString() => string.Join("   ", _reached.Select(stage => $"{stage.Name} {stage.At.TotalSeconds:0.00} s"));
}
