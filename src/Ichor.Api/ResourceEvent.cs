namespace Ichor.Api;

/// <summary>What happened to a resource.</summary>
public enum ResourceChange
{
    Created,
    Updated,
    Destroyed,
}

/// <summary>A change that a watcher is told of; for <see cref="ResourceChange.Destroyed"/> the last state.</summary>
public readonly record struct ResourceEvent(ResourceChange Change, Resource Resource);
