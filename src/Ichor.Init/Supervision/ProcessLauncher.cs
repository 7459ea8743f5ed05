using Ichor.Linux;
using Ichor.Linux.Processes;

namespace Ichor.Init.Supervision;

/// <summary>Starts the processes of services: output into a pipe that is read line by line, the channel where the record has one.</summary>
sealed class ProcessLauncher(EventLoop loop, Reaper reaper, InitLog log, ChildEnvironment environment) : IProcessLauncher
{
    readonly byte[] _outputBuffer = new byte[4096];

    /// <summary>Gives the descriptor that becomes the child's 3, for records with a channel. It is closed after the spawn.</summary>
    public Func<int>? OpenChannel { get; init; }

    public int Launch(ServiceRecord record)
    {
        var (output, childEnd) = ChildOutput.Open(loop, _outputBuffer, line => log.Write(LogLevel.Info, record.Name, line), () => log.Ended(record.Name));
        int? channel = null;
        try
        {
            channel = record.HasChannel ? OpenChannel?.Invoke() : null;
            var pid = Spawner.Spawn(RequestFor(record) with { Output = childEnd, Descriptor3 = channel });
            reaper.ChildStarted();
            ForgetOomProtection(pid);
            return pid;
        }
        catch
        {
            output.Dispose();
            throw;
        }
        finally
        {
            _ = Libc.Close(childEnd);
            if (channel is { } fd)
                _ = Libc.Close(fd);
        }
    }

    SpawnRequest RequestFor(ServiceRecord record)
    {
        var command = record is { User: 0, Group: 0 } ? record.Command : RunAs.Wrap(record);
        return new SpawnRequest(command[0], command, environment.For(record.Environment)) { Output = -1 };
    }

    /// <summary>A child inherits init's -1000, which would leave the OOM killer without a victim.</summary>
    static void ForgetOomProtection(int pid)
    {
        var fd = Libc.Open($"/proc/{pid}/oom_score_adj", Libc.O_WRONLY | Libc.O_CLOEXEC);
        if (fd < 0)
            return;
        _ = Libc.Write(fd, "0"u8);
        _ = Libc.Close(fd);
    }
}
