namespace Ichor.Network;

/// <summary>One object after merging: the result, and every entry that was laid into it, the strongest first.</summary>
public sealed class Merged<TKey, TSpec>(TKey key, TSpec spec, IReadOnlyList<Entry<TKey, TSpec>> entries) where TKey : notnull
{
    private Condition? _applied;

    /// <summary>The state of the world (<see cref="PlanMemory"/>) in which it was found to be as it is wished; 0 for none.</summary>
    internal long InSyncIn { get; set; }

    public TKey Key { get; } = key;

    public TSpec Spec { get; } = spec;

    public IReadOnlyList<Entry<TKey, TSpec>> Entries { get; } = entries;

    /// <summary>Who is to be named when somebody asks why this exists.</summary>
    public Because Because => Entries[0].Because;

    /// <summary>The condition of an object that is as it is wished, which most objects are in most passes: made once. It also keeps the object's name.</summary>
    internal Condition Applied(Func<TKey, ObjectKey> name) => _applied ??= new(name(Key), ConditionState.Applied, "", Because);

    internal void Forget() => InSyncIn = 0;
}
