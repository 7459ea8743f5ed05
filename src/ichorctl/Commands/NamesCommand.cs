using System.CommandLine;
using Ichor.Api.Text;
using Ichor.Config;
using Ichor.Network.Names;

namespace Ichor.Ctl.Commands;

/// <summary>
/// <c>names [--sysfs DIR|ARCHIVE] [--as-new] [--scheme vNNN] [--cmdline TEXT]</c>: the names that the node would give to a machine's
/// links, and why.
/// </summary>
internal static class NamesCommand
{
    public static Command Create()
    {
        var sysfs = new Option<string>("--sysfs") { Description = "what stands for /sys: a folder, a folder that holds one as sys, or a tar archive (tar czf sys.tgz /sys)", DefaultValueFactory = _ => "/sys" };
        var asNew = new Option<bool>("--as-new") { Description = "as though no link had been renamed yet: on a machine that runs, each has been" };
        var scheme = new Option<string?>("--scheme") { Description = $"naming scheme: {Schemes}" };
        var cmdline = new Option<string>("--cmdline") { Description = "kernel command line; net.ifnames and net.naming_scheme count, and --scheme comes first", DefaultValueFactory = _ => "" };
        scheme.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<string?>() is { } name && NamingScheme.Find(name) is null)
                option.AddError($"'{name}' is no naming scheme. There are: {Schemes}");
        });
        var output = Output.Option();
        var command = new Command("names", "Show the predictable names of a machine's links, and every candidate") { sysfs, asNew, scheme, cmdline, output };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(sysfs)!, parsed.GetValue(asNew), parsed.GetValue(scheme), CommandLine.Parse(parsed.GetValue(cmdline)!), parsed.Form(output)));
        return command;
    }

    private static string Schemes => string.Join(", ", NamingScheme.All.Select(known => known.Name).Append("latest"));

    private static int Run(ParseResult parsed, string sysfs, bool asNew, string? scheme, CommandLine cmdline, OutputForm form)
    {
        var error = parsed.InvocationConfiguration.Error;
        var (tree, problem) = SysfsCopies.Open(sysfs);
        if (tree is null)
        {
            error.WriteLine($"ichorctl: {sysfs}: {problem}");
            return 1;
        }
        foreach (var complaint in cmdline.Problems.Where(complaint => complaint.Path.StartsWith("net", StringComparison.Ordinal)))
            error.WriteLine(complaint);
        if (scheme is null && cmdline.NamingScheme is { } unknown && NamingScheme.Find(unknown) is null)
            error.WriteLine($"cmdline: net.naming_scheme={unknown}: no naming scheme, passed over. There are: {Schemes}");
        var rules = NamingScheme.Find(scheme ?? cmdline.NamingScheme ?? "") ?? NamingScheme.Default;
        var links = InterfaceNames.ComputeAll(tree, rules, cmdline.IfNames ?? true, asNew ? AsNew.All : AsNew.None);
        if (form == OutputForm.Table)
            WriteTable(parsed.InvocationConfiguration.Output, links);
        else
            Output.Write(parsed.InvocationConfiguration.Output, form, JsonText.Element(json => NamesJson.Write(json, links)));
        return 0;
    }

    /// <summary>One line a candidate; what belongs to the link is in the first of its lines.</summary>
    private static void WriteTable(TextWriter to, IReadOnlyList<NameReport> links)
    {
        var table = new TableText(to, ["Kernel name", "Name", "Policy", "Candidate", "", "Reason"]);
        foreach (var link in links)
        {
            string[] about = [link.KernelName, link.Name, link.Policy];
            foreach (var (source, name, reason) in Lines(link))
            {
                table.Add([.. about, source, name, reason]);
                about = ["", "", ""];
            }
        }
        table.Flush();
    }

    /// <summary>A link that has no candidate at all, as the loopback, says why in one line.</summary>
    private static IEnumerable<(string Source, string Name, string Reason)> Lines(NameReport link)
    {
        if (link.Candidates.All(candidate => candidate.Name is null))
            yield return ("none", "", link.Policy == "none" && link.Candidates.All(candidate => candidate.Reason == link.Candidates[0].Reason) ? link.Candidates[0].Reason : link.Reason);
        else
            foreach (var candidate in link.Candidates)
                yield return (Lower(candidate.Source), candidate.Name ?? "-", candidate.Taken ? $"taken: {candidate.Reason}" : candidate.Reason);
        if (link.AlternativeNames.Count > 0)
            yield return ("also", string.Join(" ", link.AlternativeNames), "");
    }

    private static string Lower(NameSource source) => source.ToString().ToLowerInvariant();
}
