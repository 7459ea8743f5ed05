using System.CommandLine;
using Ichor.Api;
using Ichor.Api.Text;
using Ichor.Linux;
using Ichor.Network.Names;

namespace Ichor.Ctl.Commands;

/// <summary><c>names [--sysfs DIR] [--scheme vNNN]</c>: the names that the node would give to a machine's links, and why.</summary>
internal static class NamesCommand
{
    private sealed record Report(string Scheme, IReadOnlyList<NameReport> Links);

    private static readonly Rows<NameCandidate> CandidateRows = new Rows<NameCandidate>()
        .Text("source", c => Lower(c.Source))
        .Text("name?", c => c.Name)
        .Flag("taken", c => c.Taken)
        .Text("reason", c => c.Reason);

    private static readonly Rows<NameReport> LinkRows = new Rows<NameReport>()
        .Text("kernelName", l => l.KernelName)
        .Text("name", l => l.Name)
        .Text("policy", l => l.Policy)
        .Text("reason", l => l.Reason)
        .List("alternativeNames", l => l.AlternativeNames)
        .Text("label?", l => l.Label)
        .Text("contest?", l => l.Contest)
        .Objects("candidates", l => l.Candidates, CandidateRows);

    private static readonly Rows<Report> ReportRows = new Rows<Report>()
        .Text("scheme", r => r.Scheme)
        .Objects("links", r => r.Links, LinkRows);

    public static Command Create()
    {
        var sysfs = new Option<string>("--sysfs") { Description = "folder that stands for /sys, or that holds one as sys: a copy of another machine's", DefaultValueFactory = _ => "/sys" };
        var scheme = new Option<string>("--scheme") { Description = "naming scheme: v238 to v261, or latest", DefaultValueFactory = _ => "latest" };
        scheme.AcceptOnlyFromAmong([.. NamingScheme.All.Select(known => known.Name), "latest"]);
        var output = Output.Option();
        var command = new Command("names", "Show the predictable names of a machine's links, and every candidate") { sysfs, scheme, output };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(sysfs)!, NamingScheme.Find(parsed.GetValue(scheme)!)!, parsed.Form(output)));
        return command;
    }

    private static int Run(ParseResult parsed, string sysfs, NamingScheme scheme, OutputForm form)
    {
        var folder = SysfsFolder.Open(sysfs);
        var links = InterfaceNames.ComputeAll(new SysfsTree(folder.ReadFile, folder.ReadLink, folder.List), scheme);
        if (links.Count == 0)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"ichorctl: {sysfs}: has no links in class/net, so it does not stand for /sys");
            return 1;
        }
        var report = new Report(scheme.Name, links);
        if (form == OutputForm.Table)
            WriteTable(parsed.InvocationConfiguration.Output, report);
        else
            Output.Write(parsed.InvocationConfiguration.Output, form, ReportRows, report);
        return 0;
    }

    private static void WriteTable(TextWriter to, Report report)
    {
        var table = new TableText(to, ["Kernel name", "Name", "Policy", "Alternative names", "Candidates"]);
        foreach (var link in report.Links)
            table.Add([link.KernelName, link.Name, link.Policy, string.Join(" ", link.AlternativeNames),
                string.Join(" ", link.Candidates.Where(candidate => candidate.Name is not null).Select(candidate => $"{Lower(candidate.Source)}={candidate.Name}"))]);
        table.Flush();
    }

    private static string Lower(NameSource source) => source.ToString().ToLowerInvariant();
}
