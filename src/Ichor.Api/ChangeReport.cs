using System.Collections.Immutable;

namespace Ichor.Api;

/// <summary>Something the author of a config should change or know.</summary>
/// <param name="Severity"><c>error</c> or <c>notice</c>.</param>
/// <param name="Source">Name of the file.</param>
/// <param name="Line">From 1; 0 when unknown.</param>
/// <param name="Column">From 1; 0 when unknown.</param>
/// <param name="Path">Where in the document; may be empty.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ReportedProblem(string Severity, string Source, int Line, int Column, string Path, string Message);

/// <summary>How it stands with one object after a change.</summary>
/// <param name="Object">Such as <c>link bond0.100</c>.</param>
/// <param name="State">applying, waiting or failed; what is applied is not mentioned.</param>
/// <param name="Reason">What it waits for, or what the kernel said.</param>
/// <param name="Because">The place in the config that asks for it; empty when nobody does.</param>
public sealed record ReportedCondition(string Object, string State, string Reason, string Because);

/// <summary>What became of a config that was handed over, or of a trial that was confirmed or rolled back.</summary>
/// <param name="Accepted">False for a config with errors: nothing has changed then.</param>
/// <param name="Summary">All of it in a sentence.</param>
/// <param name="Problems">Everything that is to be said about the config, in the order of the file.</param>
/// <param name="Operations">What was done, or would be; in its order.</param>
/// <param name="Conditions">What is not (or would not be) as wished yet.</param>
public sealed record ChangeReport(
    bool Accepted, string Summary, ImmutableArray<ReportedProblem> Problems, ImmutableArray<string> Operations, ImmutableArray<ReportedCondition> Conditions)
{
    private static readonly Rows<ReportedProblem> ProblemRows = new Rows<ReportedProblem>()
        .Text("severity", problem => problem.Severity)
        .Text("source", problem => problem.Source)
        .Number("line?", problem => problem.Line)
        .Number("column?", problem => problem.Column)
        .Text("path?", problem => problem.Path)
        .Text("message", problem => problem.Message);

    private static readonly Rows<ReportedCondition> ConditionRows = new Rows<ReportedCondition>()
        .Text("object", condition => condition.Object)
        .Text("state", condition => condition.State)
        .Text("reason?", condition => condition.Reason)
        .Text("because?", condition => condition.Because);

    /// <summary>The fields as they travel and print.</summary>
    public static Rows<ChangeReport> Rows { get; } = new Rows<ChangeReport>()
        .Flag("accepted", report => report.Accepted)
        .Text("summary", report => report.Summary)
        .Objects("problems", report => report.Problems, ProblemRows)
        .List("operations", report => report.Operations)
        .Objects("conditions", report => report.Conditions, ConditionRows);
}
