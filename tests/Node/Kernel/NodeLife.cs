using System.Runtime.InteropServices;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Node.Files;
using Ichor.Node.Kernel;

namespace Ichor.Node.Tests.Kernel;

/// <summary>Mirror, planner and writer on a thread in a namespace, from start to death.</summary>
internal sealed partial class NodeLife(string netns) : IDisposable
{
    private const int CLONE_NEWNET = 0x40000000;

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<NetlinkReply> _heard = [];
    private EventLoop? _loop;
    private NetlinkSocket? _ear;
    private KernelReader? _reader;
    private KernelWriter? _writer;
    private NodeCore? _core;
    private Thread? _thread;

    public Observed Observed { get; } = new();

    public NodeCore Core => _core!;

    public KernelReader Reader => _reader!;

    /// <summary>Carries operations out beside any plan, and tells what the kernel said to each chain.</summary>
    public Task<string[]> RunAsync(params Operation[] operations) => OnLoopAsync(() =>
        _writer!.Run([.. operations.Select(operation => new OperationChain(operation.Object, [operation]))]).Select(outcome => outcome.Error?.ToString() ?? "done").ToArray());

    /// <summary>Carries one out and shows what came of it, before a pass takes it back because nobody wishes it.</summary>
    public Task<string> ShowAfterAsync(Operation operation, Func<string> show) => OnLoopAsync(() =>
    {
        Assert.Null(Assert.Single(_writer!.Run([new OperationChain(operation.Object, [operation])])).Error);
        return show();
    });

    public async Task StartAsync()
    {
        _thread = new Thread(Live) { IsBackground = true, Name = "node" };
        _thread.Start();
        await _started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await PassAsync();
    }

    /// <summary>Gives it a machine config and waits for what it does about it.</summary>
    public Task ApplyAsync(string? yaml)
    {
        MachineConfig? config = null;
        if (yaml is not null)
        {
            (config, var problems) = ConfigFile.Load("config.yaml", yaml, ConfigMode.Cloud);
            Assert.True(config is not null, string.Join('\n', problems));
        }
        return SettleAfterAsync(() => _core!.SetConfig(config));
    }

    /// <summary>One more pass, as any event would cause it.</summary>
    public Task PassAsync() => SettleAfterAsync(() => _core!.Changed());

    /// <summary>Waits for the pass after which something holds.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        var result = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await OnLoopAsync(() =>
        {
            void Look()
            {
                if (!holds())
                    return;
                _core!.Settled = null;
                result.TrySetResult();
            }
            _core!.Settled = Look;
            Look();
            return 0;
        });
        await result.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>What others heard of the kernel since the last call: the number of changes.</summary>
    public Task<int> ChangesHeardAsync() => OnLoopAsync(() =>
    {
        _heard.Clear();
        var result = ReceiveResult.Messages;
        while (result != ReceiveResult.Empty)
            result = _ear!.Receive(_heard);
        return _heard.Count;
    });

    public Task<T> OnLoopAsync<T>(Func<T> action)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop!.Post(() =>
        {
            try
            {
                result.SetResult(action());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        return result.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>How it stands with an object: <c>failed ...</c>.</summary>
    public string Condition(string theObject) =>
        _core!.Conditions.FirstOrDefault(condition => condition.Object.ToString() == theObject) is { } found ? $"{found.State.Text()} {found.Reason}".TrimEnd() : "none";

    /// <summary>Kills it: nothing is taken back.</summary>
    public void Dispose()
    {
        _loop?.Stop();
        _thread?.Join();
    }

    private async Task SettleAfterAsync(Action action)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await OnLoopAsync(() =>
        {
            _core!.Settled = () =>
            {
                _core.Settled = null;
                settled.TrySetResult();
            };
            action();
            return 0;
        });
        await settled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private void Live()
    {
        try
        {
            Enter();
        }
        catch (Exception e)
        {
            _started.SetException(e);
            return;
        }
        new KernelParameters().ApplyOwn();
        using var loop = _loop = new EventLoop();
        using var ear = _ear = NetlinkSocket.Monitor(RouteGroup.Link, RouteGroup.AddressV4, RouteGroup.AddressV6, RouteGroup.RouteV4, RouteGroup.RouteV6);
        using var details = new LinkDetails(() => loop.Now);
        using var reader = _reader = new KernelReader(Observed, "/sys", _ => true, details);
        using var writer = _writer = new KernelWriter(Observed, details);
        var core = _core = new NodeCore(loop, Observed, reader, writer, CommandLine.Parse(""));
        core.SetPlatform(null);     // there is none here
        reader.Start(loop, core.Changed);
        _started.SetResult();
        loop.Run();
    }

    private void Enter()
    {
        var fd = Libc.Check(Libc.Open($"/run/netns/{netns}", Libc.O_RDONLY | Libc.O_CLOEXEC), $"open {netns}");
        Libc.Check(SetNs(fd, CLONE_NEWNET), "setns");
        Libc.Close(fd);
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNs(int fd, int kind);
}
