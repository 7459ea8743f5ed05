namespace Ichor.Network;

/// <summary>Collects the decisions of one pass as chains of operations and conditions, in an order that does not depend on hash codes.</summary>
internal sealed class Pass
{
    private readonly List<OperationChain> _chains = [];
    private readonly List<Condition> _conditions;

    /// <param name="unmet">Wishes that could not become an object.</param>
    /// <param name="objects">About how many will be decided about: each has a condition.</param>
    public Pass(IReadOnlyList<Condition> unmet, int objects = 0)
    {
        _conditions = new(unmet.Count + objects);
        _conditions.AddRange(unmet);
    }

    public IReadOnlyList<OperationChain> Chains
    {
        get
        {
            _chains.Sort((left, right) => left.Order.CompareTo(right.Order) is var order && order != 0 ? order : left.Object.CompareTo(right.Object));
            return _chains;
        }
    }

    public IReadOnlyList<Condition> Conditions => new SortedConditions(_conditions);

    public IReadOnlyList<Condition> ConditionsInAnyOrder => _conditions;

    /// <summary>Decides about one wished object. An exception in it is that object's failure, and the pass goes on. False when the
    /// rule was not asked, because it is known that the object is in sync.</summary>
    /// <param name="merged">The object.</param>
    /// <param name="state">The state of the world; an object that was found in sync in the same one is in sync. 0 remembers nothing.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="order">The place of its chain among the others.</param>
    public bool Decide<TKey, TSpec>(Merged<TKey, TSpec> merged, long state, Func<TKey, ObjectKey> name, Func<Merged<TKey, TSpec>, Decision> decide, int order = 0)
        where TKey : notnull
    {
        if (state != 0 && merged.InSyncIn == state)
        {
            _conditions.Add(merged.Applied(name));
            return false;
        }
        Decision decision;
        try
        {
            decision = decide(merged);
        }
        catch (Exception e)
        {
            decision = Decision.Refuse(Mistake.Describe(e));
        }
        if (ReferenceEquals(decision, Decision.InSync))
        {
            merged.InSyncIn = state;
            _conditions.Add(merged.Applied(name));
        }
        else
        {
            merged.Forget();
            Add(merged.Applied(name).Object, merged.Because, decision, order);
        }
        return true;
    }

    /// <summary>Decides about an object that nobody wishes. What fails to decide stays as it is, and says so.</summary>
    public void DecideUnwanted<T>(ObjectKey key, T about, Func<T, Decision> decide)
    {
        try
        {
            AddUnwanted(key, decide(about));
        }
        catch (Exception e)
        {
            _conditions.Add(new(key, ConditionState.Failed, Mistake.Describe(e), null));
        }
    }

    /// <summary>A wish that cannot become an object.</summary>
    public void Refuse(ObjectKey key, string why, Because because) => _conditions.Add(new(key, ConditionState.Failed, why, because));

    private void Add(ObjectKey key, Because because, Decision decision, int order)
    {
        switch (decision)
        {
            case Decision.Operations(var steps):
                _chains.Add(new(key, steps, order));
                _conditions.Add(new(key, steps, because));
                break;
            case Decision.Waiting(var forWhat):
                _conditions.Add(new(key, ConditionState.Waiting, $"for {forWhat}", because));
                break;
            case Decision.Refused(var why):
                _conditions.Add(new(key, ConditionState.Failed, why, because));
                break;
            default:
                _conditions.Add(new(key, ConditionState.Applied, (decision as Decision.Nothing)?.Text ?? "", because));
                break;
        }
    }

    /// <summary>What nobody wishes has a condition as long as it is there: the kernel may refuse to let it go.</summary>
    private void AddUnwanted(ObjectKey key, Decision decision)
    {
        if (decision is not Decision.Operations(var steps))
            return;
        _chains.Add(new(key, steps));
        _conditions.Add(new(key, steps, null));
    }
}
