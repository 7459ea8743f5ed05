using System.CommandLine;
using Ichor.Build;
using Ichor.Build.Debian;
using Ichor.Build.Docs;

var root = new Option<string?>("--root") { Description = "The source tree; default: the one around the current folder.", Recursive = true };
var output = new Option<string?>("--out") { Description = "Where outputs go; default: out/ of the source tree.", Recursive = true };
var cache = new Option<string?>("--cache") { Description = "Outputs of steps by key; default: $ICHOR_CACHE or out/cache.", Recursive = true };
var downloads = new Option<string?>("--downloads") { Description = "Verified downloads; default: $ICHOR_DOWNLOADS or the user's cache folder.", Recursive = true };
BuildSettings Settings(ParseResult parsed) =>
    BuildSettings.From(parsed.GetValue(root), parsed.GetValue(output), parsed.GetValue(cache), parsed.GetValue(downloads));

var profile = new Argument<string>("profile") { Description = "A file of rootfs/profiles, without .yaml." };
var image = new Command("image", "Build all outputs of a profile.") { profile };
image.SetAction((parsed, stopping) => ImageBuild.RunAsync(Settings(parsed), parsed.GetRequiredValue(profile), Console.Out, stopping));

var package = new Argument<string>("package") { Description = "A name of kernel/packages.list." };
var folder = new Argument<string>("folder") { Description = "Where its files go; created when missing." };
var unpack = new Command("unpack", "Download a pinned Debian package and unpack it into a folder.") { package, folder };
unpack.SetAction((parsed, stopping) =>
    PackageUnpack.RunAsync(Settings(parsed), parsed.GetRequiredValue(package), parsed.GetRequiredValue(folder), stopping));

var pin = new Command("pin", "Move every pinned Debian package to the newest version that apt offers.");
pin.SetAction((parsed, stopping) => PinMove.RunAsync(Settings(parsed).Root, Console.Out, stopping));

var docs = new Command("docs", "Write the reference pages and the JSON Schema of machine config.");
docs.SetAction(parsed => ReferenceDocs.Write(Settings(parsed).Root, Console.Out));

var commands = new RootCommand("Builds Ichor's images.") { root, output, cache, downloads, image, unpack, pin, docs };
try
{
    return await commands.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BuildException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;   // Ctrl-C, as a shell reports it
}
catch (Exception error)
{
    await Console.Error.WriteLineAsync($"a fault of the builder: {error}");
    return 2;
}
