namespace Ichor.Linux.Modules;

/// <summary>The two things a loader asks of a kernel; a test answers for one.</summary>
public interface IModuleKernel
{
    bool IsLoaded(string name);

    /// <summary>Inserts the module in this file (relative to the module tree); 0 or an errno.</summary>
    int Insert(string file, string options);
}

/// <summary>The kernel this process runs on.</summary>
public sealed class RunningKernel(string folder) : IModuleKernel
{
    /// <summary>Only "live" counts: a module another loader has begun with is waited for by the kernel itself.</summary>
    public bool IsLoaded(string name)
    {
        Span<byte> state = stackalloc byte[16];
        var fd = Libc.Open($"/sys/module/{name}/initstate", Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (fd < 0)
            return false;
        var count = Libc.Read(fd, state);
        Libc.Close(fd);
        return count > 0 && state[..count].StartsWith("live"u8);
    }

    public int Insert(string file, string options)
    {
        var fd = Libc.Open(Path.Combine(folder, file), Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (fd < 0)
            return Libc.LastError;
        try
        {
            var flags = file.EndsWith(".ko", StringComparison.Ordinal) ? 0 : Libc.MODULE_INIT_COMPRESSED_FILE;
            return Libc.FInitModule(fd, options, flags) == 0 ? 0 : Libc.LastError;
        }
        finally
        {
            _ = Libc.Close(fd);
        }
    }
}
