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
            _chains.Sort((left, right) => left.Object.CompareTo(right.Object));
            return _chains;
        }
    }

    public IReadOnlyList<Condition> Conditions
    {
        get
        {
            _conditions.Sort((left, right) => left.Object.CompareTo(right.Object));
            return _conditions;
        }
    }

    public void Add(ObjectKey key, Because because, Decision decision)
    {
        switch (decision)
        {
            case Decision.Operations(var steps):
                _chains.Add(new(key, steps));
                _conditions.Add(new(key, ConditionState.Applying, string.Join("; ", steps), because));
                break;
            case Decision.Waiting(var forWhat):
                _conditions.Add(new(key, ConditionState.Waiting, $"for {forWhat}", because));
                break;
            case Decision.Refused(var why):
                _conditions.Add(new(key, ConditionState.Failed, why, because));
                break;
            default:
                _conditions.Add(new(key, ConditionState.Applied, "", because));
                break;
        }
    }

    /// <summary>What nobody wishes has no condition: it is gone when its operations are done.</summary>
    public void AddUnwanted(ObjectKey key, Decision decision)
    {
        if (decision is Decision.Operations(var steps))
            _chains.Add(new(key, steps));
    }
}
