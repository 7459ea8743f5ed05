namespace Ichor.Benchmarks.Report;

/// <summary>What the project wants of a figure, and whether it is so.</summary>
/// <param name="What">Of what.</param>
/// <param name="Wanted">The limit as text.</param>
/// <param name="Measured">The figure as text.</param>
/// <param name="IsMet">Whether the figure keeps the limit.</param>
internal sealed record Aim(string What, string Wanted, string Measured, bool IsMet)
{
    public static Aim Time(string what, TimeSpan measured, TimeSpan below) =>
        new(what, $"< {Figures.Milliseconds(below)}", Figures.Milliseconds(measured), measured < below);

    public static Aim Size(string what, long measured, long below) =>
        new(what, $"< {Figures.Mebibytes(below)}", Figures.Mebibytes(measured), measured < below);

    /// <summary>At most so many times something else.</summary>
    public static Aim Ratio(string what, double measured, double atMost, string of) =>
        new(what, $"<= {atMost:0.##} of {of}", $"{measured:0.000}", measured <= atMost);

    public static Aim Count(string what, long measured, long atMost) => new(what, $"<= {atMost:N0}", $"{measured:N0}", measured <= atMost);

    /// <summary>All of them, each with its verdict.</summary>
    public static BenchTable Table(IEnumerable<Aim> aims) => new("Aims", "What the figures above were to be.",
        ["aim", "wanted", "measured", "verdict"], [.. aims.Select(aim => new[] { aim.What, aim.Wanted, aim.Measured, aim.IsMet ? "met" : "missed" })]);
}
