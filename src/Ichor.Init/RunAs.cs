using System.Globalization;
using Ichor.Init.Supervision;
using Ichor.Linux;
using Ichor.Linux.Processes;

namespace Ichor.Init;

/// <summary>The role <c>ichor run-as UID GID COMMAND...</c>: posix_spawn cannot change the user, so a service with a user of
/// its own is started through this, and the node's downloads. The command has no capabilities and cannot get any.</summary>
public static unsafe class RunAs
{
    const int CannotExecute = 126;   // what a shell answers

    internal static IReadOnlyList<string> Wrap(ServiceRecord record) =>
        [Self, "run-as", $"{record.User}", $"{record.Group}", .. record.Command];

    /// <summary>The path of this program.</summary>
    internal static string Self => Environment.ProcessPath ?? "/init";

    public static int Run(string[] arguments)
    {
        if (arguments is not [var user, var group, var path, ..])
            return Refuse("usage: run-as UID GID COMMAND...");
        if (!uint.TryParse(user, CultureInfo.InvariantCulture, out var uid) || !uint.TryParse(group, CultureInfo.InvariantCulture, out var gid))
            return Refuse($"run-as: {user} {group} are not two numbers");
        // Groups before the user: afterwards there is no right to.
        if (Libc.SetGroups(0, null) != 0 || Libc.SetGid(gid) != 0 || Libc.SetUid(uid) != 0)
            return Refuse(new LinuxException($"become user {uid}, group {gid}", Libc.LastError).Message);
        // Leaving uid 0 has emptied the capabilities (capabilities(7)); no set-uid file and no file capability gives them back.
        if (Libc.ProcessControl(Libc.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
            return Refuse(new LinuxException("give up new privileges", Libc.LastError).Message);
        return Execute(path, arguments[2..]);
    }

    static int Execute(string path, string[] command)
    {
        using var name = new NativeStrings([path]);
        using var arguments = new NativeStrings(command);
        using var environment = new NativeStrings(CurrentEnvironment());
        ResetSignals();
        _ = Libc.ExecVe(name.Pointer[0], arguments.Pointer, environment.Pointer);
        return Refuse(new LinuxException($"execute {path}", Libc.LastError).Message);
    }

    /// <summary>The runtime ignores SIGPIPE, which an executed program would inherit.</summary>
    static void ResetSignals() => _ = Libc.Signal(Libc.SIGPIPE, 0);

    static string[] CurrentEnvironment() =>
        [.. Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}")];

    static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return CannotExecute;
    }
}
