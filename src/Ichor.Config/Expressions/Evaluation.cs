namespace Ichor.Config.Expressions;

/// <summary>What an expression is evaluated with: the link, the variables of macros, and the work it may still do.</summary>
internal sealed class Evaluation(ExpressionLink link)
{
    /// <summary>Some milliseconds. Nested macros over long lists would otherwise occupy the node for hours.</summary>
    public const int MaxSteps = 100_000;

    private int _stepsLeft = MaxSteps;

    public ExpressionLink Link => link;

    /// <summary>Values of the variables of the macros around, the outermost first.</summary>
    public List<Value> Variables { get; } = [];

    /// <summary>False when the work goes beyond what an expression may do.</summary>
    public bool Spend(int steps) => (_stepsLeft = Math.Max(_stepsLeft - steps, -1)) >= 0;

    public static Value TooMuch => Value.Error($"takes more than {MaxSteps} steps");
}
