namespace Ichor.Node.Operators;

/// <summary>How it stands with the node's clock.</summary>
public sealed record TimeStatus
{
    /// <summary>Whether the clock was set or steered by a server since the start.</summary>
    public bool Synced { get; init; }

    /// <summary>The server in use: its name as configured and its address; null when none answers.</summary>
    public string? Server { get; init; }

    /// <summary>How wrong the clock was when it was last measured (positive: slow).</summary>
    public TimeSpan Offset { get; init; }

    /// <summary>Round trip of the last measurement.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Stratum of the server.</summary>
    public int Stratum { get; init; }

    /// <summary>Time until the next question.</summary>
    public TimeSpan PollInterval { get; init; }

    /// <summary>Counts steps of more than 15 minutes: what was made by the old time must be made anew.</summary>
    public int Epoch { get; init; }

    /// <summary>Why no server is in use; null when one is.</summary>
    public string? LastError { get; init; }
}
