namespace Ichor.Linux.Processes;

/// <summary>A program to start. Its descriptors are exactly these: 0 is <see cref="Input"/>, 1 is <see cref="Output"/>,
/// 2 is <see cref="Errors"/> or that as well, and <see cref="Descriptor3"/> if given; everything else of ours is close-on-exec.</summary>
public sealed record SpawnRequest(string Path, IReadOnlyList<string> Arguments, IReadOnlyList<string> Environment)
{
    /// <summary>A file; null is none, for a root without devices.</summary>
    public string? Input { get; init; } = "/dev/null";

    public required int Output { get; init; }
    public int? Errors { get; init; }
    public int? Descriptor3 { get; init; }
}
