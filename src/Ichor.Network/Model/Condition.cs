namespace Ichor.Network;

/// <summary>How it stands with one wished object.</summary>
public enum ConditionState
{
    /// <summary>The kernel has it as wished.</summary>
    Applied,

    /// <summary>Operations for it are planned or under way.</summary>
    Applying,

    /// <summary>Something named is missing; its arrival is noticed without polling.</summary>
    Waiting,

    /// <summary>The kernel refused, or the wish contradicts another.</summary>
    Failed,
}

/// <summary>How it stands with one wished object, and why.</summary>
/// <param name="Object">The object, or the place in a config that could not become an object.</param>
/// <param name="Reason">A sentence for people; empty when applied and nothing need be said of it.</param>
/// <param name="Because">Who asked; null when nobody does any more.</param>
public sealed record Condition(ObjectKey Object, ConditionState State, string Reason, Because? Because)
{
    private readonly IReadOnlyList<Operation>? _steps;
    private string? _reason = Reason;

    /// <summary>Operations are planned. They are put into words when somebody looks: of the thousands of a pass that is followed by another nobody does.</summary>
    internal Condition(ObjectKey of, IReadOnlyList<Operation> steps, Because? because) : this(of, ConditionState.Applying, null!, because) => _steps = steps;

    /// <summary>A sentence for people; empty when applied and nothing need be said of it.</summary>
    public string Reason
    {
        get => _reason ??= string.Join("; ", _steps!);
        init => _reason = value;
    }

    public bool Equals(Condition? other) =>
        other is not null && Object == other.Object && State == other.State && Reason == other.Reason && Because == other.Because;

    public override int GetHashCode() => HashCode.Combine(Object, State, Reason, Because);
}
