namespace Ichor.Config.Expressions;

/// <summary>A part of an expression, its type already checked.</summary>
internal abstract class Node(CelType type, params ReadOnlySpan<Node> parts)
{
    /// <summary>Stands for a part that was refused; nothing more is said of what contains it.</summary>
    public static readonly Node Broken = new ConstantNode(CelType.Any, Value.Error("refused"));

    public CelType Type { get; } = type;

    /// <summary>How deep <see cref="Evaluate"/> calls itself.</summary>
    public int Height { get; } = 1 + Highest(parts);

    public abstract Value Evaluate(Evaluation evaluation);

    private static int Highest(ReadOnlySpan<Node> parts)
    {
        var highest = 0;
        foreach (var part in parts)
            highest = Math.Max(highest, part.Height);
        return highest;
    }
}

internal sealed class ConstantNode(CelType type, Value value) : Node(type)
{
    public Value Value => value;

    public override Value Evaluate(Evaluation evaluation) => value;
}

internal sealed class FieldNode(LinkField field) : Node(field.Type)
{
    public override Value Evaluate(Evaluation evaluation) => field.Of(evaluation.Link);
}

/// <summary><c>has(link.field)</c></summary>
internal sealed class HasNode(LinkField field) : Node(CelType.Bool)
{
    public override Value Evaluate(Evaluation evaluation) => Value.Bool(!field.Of(evaluation.Link).IsDefault);
}

/// <summary>The variable of a macro.</summary>
internal sealed class VariableNode(CelType type, int slot) : Node(type)
{
    public override Value Evaluate(Evaluation evaluation) => evaluation.Variables[slot];
}

internal sealed class ListNode(CelType type, Node[] items) : Node(type, items)
{
    public override Value Evaluate(Evaluation evaluation)
    {
        if (!evaluation.Spend(items.Length))
            return Evaluation.TooMuch;
        var values = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(evaluation);
            if (values[i].IsError)
                return values[i];
        }
        return Value.List(values);
    }
}

/// <summary>An operator, function or method with its arguments; an error among these is the result.</summary>
internal sealed class CallNode(CelType type, Func<Value[], Value> run, Node[] arguments) : Node(type, arguments)
{
    /// <summary>Characters, bytes or items that the arguments may have together: concatenation inside of macros doubles.</summary>
    private const int MaxLength = 64 * 1024;

    public override Value Evaluate(Evaluation evaluation)
    {
        var values = new Value[arguments.Length];
        var length = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Evaluate(evaluation);
            if (values[i].IsError)
                return values[i];
            length += values[i].Length;
        }
        if (length > MaxLength)
            return Value.Error($"works on more than {MaxLength} characters or items");
        return evaluation.Spend(1 + length / 16) ? run(values) : Evaluation.TooMuch;
    }
}

/// <summary><c>?:</c></summary>
internal sealed class ConditionalNode(CelType type, Node condition, Node then, Node otherwise) : Node(type, condition, then, otherwise)
{
    public override Value Evaluate(Evaluation evaluation)
    {
        var decision = condition.Evaluate(evaluation);
        return decision.IsError ? decision : (decision.IsTrue ? then : otherwise).Evaluate(evaluation);
    }
}
