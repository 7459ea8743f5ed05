using Ichor.Config;
using Ichor.Network;

namespace Ichor.Node.Trial;

/// <summary>What a config does to the node.</summary>
internal sealed record ConfigEffects
{
    /// <summary>Makes a config rule; null for none.</summary>
    public required Action<MachineConfig?> Put { get; init; }

    /// <summary>What would be done for a config, without doing it.</summary>
    public required Func<MachineConfig?, Plan> Plan { get; init; }

    /// <summary>How it stands with what is not as it is wished.</summary>
    public required Func<IEnumerable<Condition>> Unmet { get; init; }

    /// <summary>How much was planned and sent since the start.</summary>
    public Func<Work> Work { get; init; } = static () => default;

    /// <summary>Somebody has handed over a config: no source is looked for any more.</summary>
    public required Action Overtaken { get; init; }

    /// <summary>Something that is shown has changed.</summary>
    public required Action Changed { get; init; }
}
