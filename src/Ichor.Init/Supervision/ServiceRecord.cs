namespace Ichor.Init.Supervision;

enum RestartPolicy { Always, OnFailure, Never }

/// <summary>A program to supervise, as /etc/ichor/services/NAME.service describes it.</summary>
sealed record ServiceRecord(string Name, IReadOnlyList<string> Command)
{
    public uint User { get; init; }
    public uint Group { get; init; }

    /// <summary>Conditions (network, time, files, ...) that must have been reached.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    public RestartPolicy Restart { get; init; } = RestartPolicy.Always;

    /// <summary>Own variables, over those of all services.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>The node: descriptor 3 is its connection to init.</summary>
    public bool HasChannel { get; init; }
}
