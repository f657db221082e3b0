using System.Text.Json.Nodes;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>A cluster with Modelwright installed that the same tests can run on. Tests share it; each uses names of its own.</summary>
public interface IModelCluster
{
    /// <summary>kubectl against the cluster. Its namespace is for these tests alone.</summary>
    Kubectl Kubectl { get; }

    /// <summary>The API server evaluates the CEL rules of the definitions.</summary>
    bool EvaluatesRules { get; }

    /// <summary>Skips the running test where something that the cluster needs is missing.</summary>
    void Require();

    /// <summary>Starts it, once.</summary>
    Task StartAsync();

    /// <summary>What kubectl shows of a Model's events.</summary>
    Task<string> EventsAsync(string model);

    /// <summary>Fails unless requests to the Model's address reach the stable revision that its status names.</summary>
    Task ShouldServeAsync(JsonNode model);
}
