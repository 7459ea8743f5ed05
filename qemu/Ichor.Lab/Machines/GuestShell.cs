using System.Text;

namespace Ichor.Lab.Machines;

/// <summary>
/// A shell inside the guest, for what no API tells: it runs commands that come by a virtio-serial port of its own, so it
/// works without a network and says nothing on the console.
/// </summary>
/// <remarks>
/// A command travels as one line of base64. Its output follows, and then NUL, the exit code and a line feed: what programs
/// print for people has no NUL in it.
/// </remarks>
public sealed class GuestShell : IDisposable
{
    internal const string PortName = "lab.shell.0";

    /// <summary>What serves the port in the guest. It ends when the driver is not there yet, and is started again.</summary>
    internal const string Service = $$"""
        for port in /sys/class/virtio-ports/*; do
            [ "$(cat $port/name)" = {{PortName}} ] && exec 3<>/dev/${port##*/}
        done
        while read -r line <&3; do
            echo "$line" | base64 -d > /run/lab-shell
            sh /run/lab-shell </dev/null >&3 2>&1
            printf '\0%d\n' $? >&3
        done
        exit 1
        """;

    readonly ByteChannel channel;
    readonly SemaphoreSlim oneAtATime = new(1);
    readonly List<byte> answer = [];
    TaskCompletionSource<(int Code, string Output)>? pending;

    internal GuestShell(string path) => channel = new ByteChannel(path, Received);

    /// <summary>Runs a script and gives what it printed, errors included.</summary>
    /// <exception cref="LabException">It ended with another code than 0.</exception>
    internal async Task<string> RunAsync(string script)
    {
        await oneAtATime.WaitAsync();
        try
        {
            pending = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await channel.SendAsync(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(script)) + "\n"));
            var (code, output) = await pending.Task;
            return code == 0 ? output : throw new LabException($"in the guest, '{script}' ends with {code}: {output}");
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    void Received(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b == (byte)'\n' && answer.IndexOf(0) is >= 0 and var end)
                Finish(end);
            else
                answer.Add(b);
        }
    }

    void Finish(int end)
    {
        var all = answer.ToArray();
        answer.Clear();
        pending?.TrySetResult((int.Parse(Encoding.ASCII.GetString(all.AsSpan(end + 1))), Encoding.UTF8.GetString(all.AsSpan(0, end))));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        channel.Dispose();
        oneAtATime.Dispose();
    }
}
