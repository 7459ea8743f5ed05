namespace Ichor.Config;

/// <summary><c>kind: EnvironmentConfig</c>: comes after <c>machine.env</c>, and so wins where both set a variable.</summary>
internal sealed record EnvironmentDocument(ValueList<EnvironmentVariable> Variables) : IConfigDocument
{
    public static EnvironmentDocument Read(ObjectReader o)
    {
        o.Header();
        return new EnvironmentDocument(o.Map("variables", Scalars.VariableName, Scalars.Text,
            (name, value, at) => new EnvironmentVariable(name, value, at), "Environment of the services.", "http_proxy: http://192.0.2.1:3128"));
    }

    public MachineConfig AddTo(MachineConfig machine) => machine with { Env = [.. machine.Env, .. Variables] };
}
