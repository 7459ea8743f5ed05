namespace Ichor.Config.Expressions;

/// <summary>A chain of <c>&amp;&amp;</c> or of <c>||</c>. One node for the whole chain, so that a long one is not deep.</summary>
internal sealed class LogicNode(bool isAnd, Node[] operands) : Node(CelType.Bool, operands)
{
    public override Value Evaluate(Evaluation evaluation)
    {
        var logic = new Logic(isAnd);
        foreach (var operand in operands)
            if (logic.Decides(operand.Evaluate(evaluation)))
                break;
        return logic.Result;
    }
}

/// <summary><c>list.all(x, …)</c> is an "and" over the items, <c>list.exists(x, …)</c> an "or".</summary>
internal sealed class QuantifierNode(bool isAll, Node list, Node predicate) : Node(CelType.Bool, list, predicate)
{
    public override Value Evaluate(Evaluation evaluation)
    {
        var items = list.Evaluate(evaluation);
        if (items.IsError)
            return items;
        var logic = new Logic(isAll);
        foreach (var item in items.AsList)
        {
            if (!evaluation.Spend(1))
                return Evaluation.TooMuch;
            evaluation.Variables.Add(item);
            var decided = logic.Decides(predicate.Evaluate(evaluation));
            evaluation.Variables.RemoveAt(evaluation.Variables.Count - 1);
            if (decided)
                break;
        }
        return logic.Result;
    }
}

/// <summary>CEL's and/or: an operand that decides wins over errors on either side of it; else the first error is the result.</summary>
internal struct Logic(bool isAnd)
{
    private Value _result = Value.Bool(isAnd);
    private bool _decided;

    public readonly Value Result => _result;

    /// <summary>True when no further operand can change the result.</summary>
    public bool Decides(Value operand)
    {
        if (operand.IsError)
            _result = _result.IsError ? _result : operand;
        else if (operand.IsTrue != isAnd)
            (_result, _decided) = (operand, true);
        return _decided;
    }
}
