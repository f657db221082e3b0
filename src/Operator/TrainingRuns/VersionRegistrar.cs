using System.Text.Json.Nodes;
using Modelwright.Crds.ModelVersions;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>
/// Creates ModelVersions, and never touches one that is there: of two runs that want the same number one gets it, and the other takes the
/// next one.
/// </summary>
public sealed class VersionRegistrar(IKubeApi api, IReconcileTrigger<TrainingRunController, ObjectKey> runs) : IExternalEffectHandler
{
    /// <summary>The name of the effect.</summary>
    public const string EffectName = "register-version";

    private const string FieldManager = "modelwright-trainingrun";

    // Until then the cache shows the version that is there; if it is this run's own, the run goes on with it.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public string Name => EffectName;

    /// <summary>The effect.</summary>
    public static External Effect(ObjectKey run, string runUid, JsonObject version) =>
        new(EffectName, $"{runUid}/{ChildBody.KeyOf(version).Name}", new JsonObject
        {
            ["namespace"] = run.Namespace,
            ["run"] = run.Name,
            ["version"] = version,
        });

    /// <inheritdoc />
    public async Task HandleAsync(External effect, CancellationToken cancellationToken)
    {
        try
        {
            var body = effect.Argument["version"]!.DeepClone().AsObject();
            await api.CreateAsync(ResourceType.Of<ModelVersion>(), body, FieldManager, cancellationToken);
        }
        catch (ApiException error) when (error.Error == ApiError.AlreadyExists)
        {
            runs.Enqueue(new ObjectKey(effect.Argument["namespace"]!.GetValue<string>(), effect.Argument["run"]!.GetValue<string>()),
                LookAgain);
        }
    }
}
