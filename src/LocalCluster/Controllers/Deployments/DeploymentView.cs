using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Deployments;

/// <summary>The fields of a Deployment that its controller acts on, defaults applied.</summary>
internal sealed class DeploymentView(JsonObject deployment)
{
    public JsonObject Object { get; } = deployment;

    public int Replicas { get; } = (int)(deployment.Number("spec", "replicas") ?? 1);

    public bool Paused { get; } = deployment.Flag("spec", "paused");

    public bool Recreates { get; } = deployment.Text("spec", "strategy", "type") == "Recreate";

    public int MaxSurge => Recreates ? 0 : Resolved().Surge;

    /// <summary>Pods that may be missing during a rollout; never both this and <see cref="MaxSurge"/> zero.</summary>
    public int MaxUnavailable => Recreates || Replicas == 0 ? 0 : Math.Min(Resolved().Unavailable, Replicas);

    public int MinAvailable => Replicas - MaxUnavailable;

    public int RevisionHistoryLimit { get; } = (int)(deployment.Number("spec", "revisionHistoryLimit") ?? 10);

    public long MinReadySeconds { get; } = deployment.Number("spec", "minReadySeconds") ?? 0;

    public TimeSpan ProgressDeadline { get; } = TimeSpan.FromSeconds(deployment.Number("spec", "progressDeadlineSeconds") ?? 600);

    public JsonObject Template { get; } = deployment.Map("spec", "template") ?? [];

    private (int Surge, int Unavailable) Resolved()
    {
        var rolling = Object.Map("spec", "strategy", "rollingUpdate") ?? [];
        var surge = Resolve(rolling["maxSurge"], roundUp: true);
        var unavailable = Resolve(rolling["maxUnavailable"], roundUp: false);
        return surge == 0 && unavailable == 0 ? (0, 1) : (surge, unavailable);
    }

    private int Resolve(JsonNode? value, bool roundUp)
    {
        var text = value switch
        {
            JsonValue number when number.GetValueKind() == JsonValueKind.Number => number.ToJsonString(),
            JsonValue word when word.GetValueKind() == JsonValueKind.String => word.GetValue<string>(),
            _ => "25%",
        };
        if (!text.EndsWith('%')) return int.TryParse(text, CultureInfo.InvariantCulture, out var count) ? count : 0;
        if (!int.TryParse(text[..^1], CultureInfo.InvariantCulture, out var percent)) return 0;
        var share = percent * Replicas / 100.0;
        return (int)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }
}
