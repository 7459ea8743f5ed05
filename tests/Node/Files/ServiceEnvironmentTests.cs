using Ichor.Config;
using Ichor.Node.Files;
using Ichor.Node.State;

namespace Ichor.Node.Tests.Files;

public sealed class ServiceEnvironmentTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _set = [];

    public void Dispose() => _folder.Dispose();

    /// <summary>A node process of its own each time; what it told PID 1.</summary>
    private string Apply(params string[] variables)
    {
        _set.Clear();
        new ServiceEnvironment(new StateFolder(_folder.Path, volume: null), (name, value) => _set.Add($"{name}={value ?? "(unset)"}"))
            .Apply(variables.Select(text => text.Split('=')).Select(pair => new EnvironmentVariable(pair[0], pair[1], Provenance.BuiltIn)));
        return string.Join(' ', _set);
    }

    [Fact]
    public void The_last_word_on_a_variable_counts_and_the_others_are_set_as_well() =>
        Assert.Equal("http_proxy=http://b no_proxy=x", Apply("http_proxy=http://a", "no_proxy=x", "http_proxy=http://b"));

    [Fact]
    public void One_that_vanished_from_the_config_is_unset_also_by_the_next_life_of_the_process()
    {
        Apply("http_proxy=http://a", "no_proxy=x");

        Assert.Equal("http_proxy=(unset) no_proxy=x", Apply("no_proxy=x"));
        Assert.Equal("no_proxy=(unset)", Apply());
        Assert.Equal("", Apply());
    }

    [Fact]
    public void Names_differ_in_case() => Assert.Equal("HTTP_PROXY=a http_proxy=b", Apply("HTTP_PROXY=a", "http_proxy=b"));

    [Fact]
    public void The_document_and_the_old_form_together_are_one_environment()
    {
        var (config, problems) = ConfigFile.Load("config.yaml", """
            machine:
              install: { disk: /dev/vda }
              env: { http_proxy: "http://a", no_proxy: x }
            ---
            apiVersion: v1alpha1
            kind: EnvironmentConfig
            variables: { http_proxy: "http://b" }
            """, ConfigMode.Metal);

        Assert.Empty(problems.Where(problem => problem.IsError));
        Assert.Equal("http_proxy=http://b no_proxy=x", Apply([.. config!.Env.Select(variable => $"{variable.Name}={variable.Value}")]));
    }
}
