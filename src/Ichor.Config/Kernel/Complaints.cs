using System.Diagnostics.CodeAnalysis;

namespace Ichor.Config;

/// <summary>Reports what is wrong with one argument, always with its full text.</summary>
internal sealed class Complaints(KernelArgument argument, List<Problem> problems)
{
    public Provenance Because { get; } = new(Provenance.CommandLineSource, Text: argument.ToString());

    /// <summary>Some or all of the argument is left out.</summary>
    public void Error(string message) => Report(message, ProblemKind.Error);

    /// <summary>The argument counts; somebody should know.</summary>
    public void Notice(string message) => Report(message, ProblemKind.Notice);

    /// <summary>Reads a part of the argument; what is wrong is reported under the part's name.</summary>
    public bool TryRead<T>(string text, Scalar<T> scalar, [MaybeNullWhen(false)] out T value, string part = "")
    {
        var valid = scalar.TryParse(text, out value);
        if (!valid)
            Error((part.Length > 0 ? part + " " : "") + scalar.Explain(text));
        return valid;
    }

    private void Report(string message, ProblemKind kind) =>
        problems.Add(new Problem(Provenance.CommandLineSource, 0, 0, argument.ToString(), message, kind));
}
