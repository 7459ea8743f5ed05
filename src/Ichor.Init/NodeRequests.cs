using Ichor.Init.Power;
using Ichor.Init.Supervision;

namespace Ichor.Init;

/// <summary>What the node may ask of init.</summary>
sealed class NodeRequests
{
    const int LongestVerb = 40;

    readonly Supervisor _supervisor;
    readonly ChildEnvironment _environment;
    readonly NodeChannel _channel;
    readonly Consoles _consoles;
    readonly InitLog _log;
    readonly Action<PowerAction, string> _leave;
    bool _wantsServices;

    public NodeRequests(Supervisor supervisor, ChildEnvironment environment, NodeChannel channel, Consoles consoles,
        InitLog log, Action<PowerAction, string> leave)
    {
        (_supervisor, _environment, _channel, _consoles, _log, _leave) = (supervisor, environment, channel, consoles, log, leave);
        supervisor.Changed += () => { if (_wantsServices) SendServices(); };
    }

    public void Handle(string verb, string argument)
    {
        switch (verb)
        {
            case "environment":
                SetVariable(argument);
                break;
            case "condition":
                _supervisor.Reach(argument);
                break;
            case "console":
                _consoles.Show(argument);
                break;
            case "reboot":
                _leave(PowerAction.Reboot, "asked for by the node");
                break;
            case "poweroff":
                _leave(PowerAction.PowerOff, "asked for by the node");
                break;
            case "service-start":
                _supervisor.Start(argument);
                break;
            case "services":
                _wantsServices = true;   // from now on also after every change
                SendServices();
                break;
            case "logs":
                _channel.Send($"logs {argument}", $"logs {argument}\n{_log.Of(argument)}");
                break;
            default:
                _log.Warn($"message from the node with unknown verb '{(verb.Length > LongestVerb ? verb[..LongestVerb] + "..." : verb)}'");
                break;
        }
    }

    void SendServices() => _channel.Send("services", "services " + ServiceStates.ToJson(_supervisor));

    void SetVariable(string name, string value)
    {
        if (!_environment.Tell(name, value))
            _log.Warn($"environment from the node: {name}: all variables together would be more than {ChildEnvironment.MostTold / 1024} KiB");
    }

    void SetVariable(string text)
    {
        var equals = text.IndexOf('=');
        if (equals > 0)
            SetVariable(text[..equals], text[(equals + 1)..]);
        else if (equals < 0 && text.Length > 0)
            _environment.Tell(text, null);
        else
            _log.Warn($"environment from the node: '{text}' is neither NAME=VALUE nor NAME");
    }
}
