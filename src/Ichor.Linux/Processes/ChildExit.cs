namespace Ichor.Linux.Processes;

/// <summary>How a child ended.</summary>
public readonly record struct ChildExit(int Pid, int? Status, int? Signal)
{
    public bool IsSuccess => Status == 0;

    internal static ChildExit From(SigInfo info) => info.Code == Libc.CLD_EXITED
        ? new(info.Pid, info.Status, Signal: null)
        : new(info.Pid, Status: null, info.Status);

    public override string ToString() => Signal is { } signal ? $"killed by signal {signal}" : $"exited with status {Status}";
}
