using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models;

/// <summary>
/// Gives an autoscaled Model its first number of replicas, through the scale subresource, as the autoscaler does with every later one. The API server has
/// no scale to read while <c>spec.serving.replicas</c> is unset, so an autoscaler could never begin.
/// </summary>
[EntityRbac(ApiGroup.Name, "models/scale", Verbs = RbacVerb.Patch)]
public sealed class ReplicaInitializer(IKubeApi api) : IExternalEffectHandler
{
    private const string EffectName = "initialize-replicas";

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>The effect.</summary>
    internal static External Effect(Model model, int replicas)
    {
        var key = ObjectReference.To(model).Key;
        return new(EffectName, $"{model.Metadata.Uid}/{replicas.ToString(CultureInfo.InvariantCulture)}",
            new JsonObject { ["namespace"] = key.Namespace, ["name"] = key.Name, ["replicas"] = replicas });
    }

    /// <inheritdoc />
    public async Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(effect.Argument["namespace"]!.GetValue<string>(), effect.Argument["name"]!.GetValue<string>());
        var scale = new JsonObject { ["spec"] = new JsonObject { ["replicas"] = effect.Argument["replicas"]!.DeepClone() } };
        await api.PatchAsync(ResourceType.Of<Model>(), key, PatchKind.Merge, scale, "modelwright-operator/scale", "scale", cancellationToken);
    }
}
