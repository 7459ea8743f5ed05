using Ichor.Config;
using Ichor.Linux;

namespace Ichor.Node;

/// <summary><c>ichor node</c>: the process that makes the kernel's network be what command line, config and leases say.</summary>
public static class NodeProgram
{
    private const int Failed = 1;

    public static int Run(string[] arguments)
    {
        _ = arguments;
        using var loop = new EventLoop();
        loop.OnError += e => Log.Error(e.ToString());
        try
        {
            using var node = new NodeProcess(loop, CommandLine.Parse(File.ReadAllText("/proc/cmdline").Trim()));
            node.Start();
            loop.Run();
            return 0;
        }
        catch (Exception e)     // what escapes here ends the process; init starts it anew and the kernel keeps the network
        {
            Log.Error(e.ToString());
            return Failed;
        }
    }
}
