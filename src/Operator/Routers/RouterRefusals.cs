using System.Text.Json.Nodes;
using Modelwright.Operator.Models;
using Modelwright.Operator.Pods;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Routers;

/// <summary>
/// The namespaces whose router objects the API server refused, with its words, until they are as they have to be. The Models of the
/// namespace show them. It is memory only: after a restart the next attempt tells. Used on the pump.
/// </summary>
public sealed class RouterRefusals(IReconcileTrigger<ModelController, ObjectKey> models) : IExternalEffectHandler
{
    /// <summary>The name of the effect that ends a refusal.</summary>
    public const string EffectName = "routers-made";

    private readonly Dictionary<string, string> words = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>The refusal, or null.</summary>
    public string? Of(string @namespace) => words.GetValueOrDefault(@namespace);

    /// <summary>The API server refused something; says whether that is news, and wakes the Models then.</summary>
    public bool Note(RoutersObserved observed, string message)
    {
        var text = TerminationMessage.Tidy(message);
        if (Of(observed.Namespace) == text) return false;
        words[observed.Namespace] = text;
        Wake(observed.Namespace, observed.Models.Select(model => model.Metadata.Name));
        return true;
    }

    /// <summary>Nobody is left to whom it matters.</summary>
    public void Forget(string @namespace) => words.Remove(@namespace);

    /// <summary>The effect, for the end of a plan's objects.</summary>
    public static External Made(RoutersObserved observed) => new(EffectName, observed.Namespace, new JsonObject
    {
        ["namespace"] = observed.Namespace,
        ["models"] = new JsonArray([.. observed.Models.Select(model => (JsonNode)model.Metadata.Name)]),
    });

    /// <inheritdoc />
    public Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var space = effect.Argument["namespace"]!.GetValue<string>();
        words.Remove(space);
        Wake(space, effect.Argument["models"]!.AsArray().Select(name => name!.GetValue<string>()));
        return Task.CompletedTask;
    }

    private void Wake(string @namespace, IEnumerable<string> names)
    {
        foreach (var name in names) models.Enqueue(new ObjectKey(@namespace, name));
    }
}
