namespace Ichor.Network;

/// <summary>What is to be done about one object.</summary>
public abstract record Decision
{
    /// <summary>The kernel has it as wished.</summary>
    public static Decision InSync { get; } = new Nothing();

    /// <summary>Something named must come first; the pass that its arrival causes decides again.</summary>
    public static Decision Wait(string forWhat) => new Waiting(forWhat);

    /// <summary>The wish cannot be fulfilled as long as it and the world stay as they are.</summary>
    public static Decision Refuse(string why) => new Refused(why);

    /// <summary>The kernel has it as wished, and there is something to know about it.</summary>
    public static Decision Remark(string remark) => new Nothing(remark);

    /// <summary>Operations in the order in which they must run.</summary>
    public static Decision Do(params Operation[] operations) => operations.Length == 0 ? InSync : new Operations(operations);

    public sealed record Nothing(string Text = "") : Decision;

    public sealed record Waiting(string ForWhat) : Decision;

    public sealed record Refused(string Why) : Decision;

    public sealed record Operations(IReadOnlyList<Operation> Steps) : Decision;
}
