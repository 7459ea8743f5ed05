namespace Ichor.Network;

/// <summary>Collects the decisions of one pass as chains of operations and conditions, in an order that does not depend on hash codes.</summary>
internal sealed class Pass(IEnumerable<Condition> unmet)
{
    private readonly List<OperationChain> _chains = [];
    private readonly List<Condition> _conditions = [.. unmet];

    public IReadOnlyList<OperationChain> Chains
    {
        get
        {
            _chains.Sort((left, right) => left.Order.CompareTo(right.Order) is var order && order != 0 ? order : left.Object.CompareTo(right.Object));
            return _chains;
        }
    }

    public IReadOnlyList<Condition> Conditions => new SortedConditions(_conditions);

    /// <summary>Decides about one wished object. An exception in it is that object's failure, and the pass goes on.</summary>
    public void Decide<T>(ObjectKey key, Because because, T about, Func<T, Decision> decide, int order = 0)
    {
        try
        {
            Add(key, because, decide(about), order);
        }
        catch (Exception e)
        {
            Add(key, because, Decision.Refuse(Mistake.Describe(e)), order);
        }
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
                _conditions.Add(new(key, ConditionState.Applying, string.Join("; ", steps), because));
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
        _conditions.Add(new(key, ConditionState.Applying, string.Join("; ", steps), null));
    }
}
