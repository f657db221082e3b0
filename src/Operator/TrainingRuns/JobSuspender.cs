using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>
/// Suspends and resumes a Job. It is a patch of one field and not an apply of the whole Job: the pod template of a Job cannot be changed,
/// and queueing systems write into it.
/// </summary>
public sealed class JobSuspender(IKubeApi api) : IExternalEffectHandler
{
    /// <summary>The name of the effect.</summary>
    public const string EffectName = "suspend-job";

    private const string FieldManager = "modelwright-trainingrun";

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>The effect.</summary>
    public static External Effect(ObjectKey job, string uid, bool suspend) =>
        new(EffectName, $"{uid}/{suspend}", new JsonObject
        {
            ["namespace"] = job.Namespace,
            ["name"] = job.Name,
            ["uid"] = uid,
            ["suspend"] = suspend,
        });

    /// <inheritdoc />
    public async Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(effect.Argument["namespace"]!.GetValue<string>(), effect.Argument["name"]!.GetValue<string>());
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = effect.Argument["uid"]!.GetValue<string>() },
            ["spec"] = new JsonObject { ["suspend"] = effect.Argument["suspend"]!.GetValue<bool>() },
        };
        await api.PatchAsync(ResourceType.Of<V1Job>(), key, PatchKind.Merge, patch, FieldManager, cancellationToken: cancellationToken);
    }
}
