using System.Diagnostics;
using Ichor.Linux;

namespace Ichor.Node.Acquire;

/// <summary>Runs <c>ichor fetch</c> and hands over what it brought, on the loop's thread.</summary>
internal static class Download
{
    /// <param name="loop">Where <paramref name="done"/> is called.</param>
    /// <param name="url">What to download.</param>
    /// <param name="environment">Proxies and the like, for this download.</param>
    /// <param name="done">The text, or null and the reason.</param>
    public static void Start(EventLoop loop, string url, IEnumerable<(string Name, string Value)> environment, Action<string?, string> done)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["fetch", url])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _ = Task.Run(async () =>
        {
            try
            {
                using var process = Process.Start(start)!;
                var text = process.StandardOutput.ReadToEndAsync();
                var problem = await process.StandardError.ReadToEndAsync();
                var body = await text;
                await process.WaitForExitAsync();
                var good = process.ExitCode == 0;
                loop.Post(() => done(good ? body : null, problem.Trim()));
            }
            catch (Exception e)
            {
                loop.Post(() => done(null, e.Message));
            }
        });
    }
}
