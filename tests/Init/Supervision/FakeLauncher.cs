using Ichor.Init.Supervision;

namespace Ichor.Init.Tests.Supervision;

/// <summary>Gives out process numbers from 100 on and notes what was started.</summary>
sealed class FakeLauncher : IProcessLauncher
{
    public List<string> Launched { get; } = [];
    public Exception? Refusal { get; set; }

    public int Launch(ServiceRecord record)
    {
        if (Refusal is not null)
            throw Refusal;
        Launched.Add(record.Name);
        return 99 + Launched.Count;
    }

    public int LastPid => 99 + Launched.Count;
}
