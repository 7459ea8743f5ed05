using System.CommandLine;
using System.Text.Json;
using Ichor.Api;
using Ichor.Api.Text;
using Ichor.Linux;
using Ichor.Network.Names;

namespace Ichor.Ctl.Commands;

/// <summary><c>names [--sysfs DIR|ARCHIVE] [--scheme vNNN]</c>: the names that the node would give to a machine's links, and why.</summary>
internal static class NamesCommand
{
    private static readonly Rows<NameCandidate> CandidateRows = new Rows<NameCandidate>()
        .Text("policy", c => Lower(c.Source))
        .Text("name?", c => c.Name)
        .Flag("taken", c => c.Taken)
        .Text("reason", c => c.Reason);

    private static readonly Rows<NameReport> LinkRows = new Rows<NameReport>()
        .Text("kernelName", l => l.KernelName)
        .Text("name", l => l.Name)
        .Text("policy", l => l.Policy)
        .List("alternativeNames", l => l.AlternativeNames)
        .Objects("candidates", l => l.Candidates, CandidateRows);

    public static Command Create()
    {
        var sysfs = new Option<string>("--sysfs") { Description = "what stands for /sys: a folder, a folder that holds one as sys, or a tar archive (tar czf sys.tgz /sys)", DefaultValueFactory = _ => "/sys" };
        var scheme = new Option<string>("--scheme") { Description = $"naming scheme: {Schemes}", DefaultValueFactory = _ => NamingScheme.Default.Name };
        scheme.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<string>() is { } name && NamingScheme.Find(name) is null)
                option.AddError($"'{name}' is no naming scheme. There are: {Schemes}");
        });
        var output = Output.Option();
        var command = new Command("names", "Show the predictable names of a machine's links, and every candidate") { sysfs, scheme, output };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(sysfs)!, NamingScheme.Find(parsed.GetValue(scheme)!)!, parsed.Form(output)));
        return command;
    }

    private static string Schemes => string.Join(", ", NamingScheme.All.Select(known => known.Name).Append("latest"));

    private static int Run(ParseResult parsed, string sysfs, NamingScheme scheme, OutputForm form)
    {
        var (tree, problem) = Open(sysfs);
        if (tree is null)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"ichorctl: {sysfs}: {problem}");
            return 1;
        }
        var links = InterfaceNames.ComputeAll(tree, scheme);
        if (form == OutputForm.Table)
            WriteTable(parsed.InvocationConfiguration.Output, links);
        else
            Output.Write(parsed.InvocationConfiguration.Output, form, JsonText.Element(json => WriteList(json, links)));
        return 0;
    }

    private static (SysfsTree? Tree, string? Problem) Open(string path)
    {
        if (File.Exists(path))
            return SysfsArchive.Open(path);
        if (!Directory.Exists(path))
            return (null, "there is no such folder or archive");
        var folder = SysfsFolder.Open(path);
        return folder.List("/sys/class/net").Any()
            ? (new SysfsTree(folder.ReadFile, folder.ReadLink, folder.List) { ReadFiles = folder.ReadFiles, ShareOut = Processors.ShareOut }, null)
            : (null, "has no links in class/net, so it does not stand for /sys");
    }

    private static void WriteList(Utf8JsonWriter json, IReadOnlyList<NameReport> links)
    {
        json.WriteStartArray();
        foreach (var link in links)
            LinkRows.WriteObject(json, link);
        json.WriteEndArray();
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
