using System.CommandLine;
using k8s;
using k8s.Exceptions;

namespace Modelwright.Cli.Connections;

/// <summary>The cluster that a command works on: <c>--kubeconfig</c>, <c>--context</c>, <c>--namespace</c> as kubectl has them.</summary>
internal static class ApiConnection
{
    public static Option<string?> Kubeconfig { get; } = new("--kubeconfig") { Description = "default: KUBECONFIG, then ~/.kube/config" };

    public static Option<string?> Context { get; } = new("--context") { Description = "the kubeconfig's context" };

    public static Option<string?> Namespace { get; } = new("--namespace", "-n") { Description = "default: the kubeconfig's" };

    /// <summary>Adds the three options.</summary>
    public static Command With(Command command)
    {
        command.Add(Kubeconfig);
        command.Add(Context);
        command.Add(Namespace);
        return command;
    }

    /// <summary>Connects with what the three options say.</summary>
    /// <exception cref="InvalidOperationException">The kubeconfig cannot be used.</exception>
    public static (Kubernetes Api, string Namespace) Open(ParseResult result) =>
        Open(result.GetValue(Kubeconfig), result.GetValue(Context), result.GetValue(Namespace));

    /// <summary>Connects.</summary>
    /// <exception cref="InvalidOperationException">The kubeconfig cannot be used.</exception>
    public static (Kubernetes Api, string Namespace) Open(string? kubeconfig, string? context, string? @namespace)
    {
        try
        {
            var configuration = kubeconfig is not null || context is not null
                ? KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig, context)
                : KubernetesClientConfiguration.BuildDefaultConfig();
            return (new Kubernetes(configuration), @namespace ?? configuration.Namespace ?? "default");
        }
        catch (KubeConfigException e)
        {
            throw new InvalidOperationException($"the kubeconfig cannot be used: {e.Message}", e);
        }
    }
}
