namespace Ichor.Init.Supervision;

/// <summary>Reads service records: one <c>key=value</c> a line, '#' begins a comment line. All mistakes of a file are
/// reported together, each with its line; a file with a mistake starts nothing.</summary>
sealed class ServiceFile
{
    readonly string _path;
    readonly List<string> _problems = [];
    ServiceRecord _record;

    ServiceFile(string path)
    {
        _path = path;
        _record = new ServiceRecord(Path.GetFileNameWithoutExtension(path), []);
    }

    public static (ServiceRecord? Record, IReadOnlyList<string> Problems) Parse(string path, string text)
    {
        var file = new ServiceFile(path);
        var number = 0;
        foreach (var line in text.Split('\n'))
            file.ReadLine(++number, line.Trim());
        if (file._record.Command.Count == 0 && file._problems.Count == 0)
            file._problems.Add($"{path}: exec: is required");
        return (file._problems.Count == 0 ? file._record : null, file._problems);
    }

    void ReadLine(int number, string line)
    {
        if (line.Length == 0 || line[0] == '#')
            return;
        var equals = line.IndexOf('=');
        var problem = equals <= 0 ? "is not key=value" : Set(line[..equals].Trim(), line[(equals + 1)..].Trim());
        if (problem is not null)
            _problems.Add($"{_path}:{number}: {(equals <= 0 ? $"'{line}'" : line[..equals].Trim() + ":")} {problem}");
    }

    string? Set(string key, string value) => key switch
    {
        "exec" => SetCommand(value.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        "uid" => SetNumber(value, id => _record with { User = id }),
        "gid" => SetNumber(value, id => _record with { Group = id }),
        "after" => Apply(_record with { After = value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) }),
        "restart" => SetRestart(value),
        "env" => SetVariable(value),
        _ => "is not a known setting (exec, uid, gid, after, restart, env)",
    };

    string? SetCommand(string[] words) => words is [['/', ..], ..]
        ? Apply(_record with { Command = words })
        : "must begin with an absolute path";

    string? SetNumber(string value, Func<uint, ServiceRecord> with) => uint.TryParse(value, out var id)
        ? Apply(with(id))
        : $"'{value}' is not a number";

    string? SetRestart(string value) => value switch
    {
        "always" => Apply(_record with { Restart = RestartPolicy.Always }),
        "on-failure" => Apply(_record with { Restart = RestartPolicy.OnFailure }),
        "never" => Apply(_record with { Restart = RestartPolicy.Never }),
        _ => $"'{value}' is not one of always, on-failure, never",
    };

    string? SetVariable(string value) => value.IndexOf('=') is > 0 and var equals
        ? Apply(_record with { Environment = [.. _record.Environment, (value[..equals], value[(equals + 1)..])] })
        : $"'{value}' is not NAME=VALUE";

    string? Apply(ServiceRecord record)
    {
        _record = record;
        return null;
    }
}
