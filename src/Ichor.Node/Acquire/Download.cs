using Ichor.Linux;
using Ichor.Node.Children;

namespace Ichor.Node.Acquire;

/// <summary>Runs a program that downloads (<c>ichor fetch</c>). It is not trusted: what it says, and how long it takes, is bounded.</summary>
internal static class Download
{
    /// <summary>A little more than the program itself allows, which has the better words (bytes).</summary>
    private const int MaxText = 5 * 1024 * 1024;

    /// <summary>As above; the program gives up after a minute.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <param name="loop">Where <paramref name="done"/> is called.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Proxies and the like, for this download.</param>
    /// <param name="limit">After this it is killed.</param>
    /// <param name="done">The text, or null and the reason. Never called before this returns.</param>
    public static void Start(
        EventLoop loop, IReadOnlyList<string> command, IEnumerable<(string Name, string Value)> environment, TimeSpan limit, Action<string?, string> done) =>
        ChildRun.Start(loop, command, environment, new ChildLimits(MaxText, limit), done);
}
