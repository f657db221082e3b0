using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Modelwright.Operator.Models;

namespace Modelwright.Operator.Tests.Sketch;

/// <summary>A Deployment of the sketch, with the pods that it has.</summary>
internal sealed class SketchDeployment(string name)
{
    public string Name { get; } = name;

    public int Wanted { get; set; }

    public V1PodTemplateSpec Template { get; set; } = new();

    public string? TemplateHash { get; set; }

    public string? TemplateRecord { get; set; }

    public string? Refusal { get; set; }

    /// <summary>The controller has seen the newest spec.</summary>
    public bool UpToDate { get; set; }

    public List<SketchPod> Pods { get; } = [];

    public int Available => Pods.Count(pod => pod.Ready);

    public string? Fetched => Argument("--uri");

    public string? Declared => Argument("--digest");

    public bool Pinned => Argument("--pin") is not null;

    public void Apply(JsonObject body)
    {
        var replicas = body["spec"]!["replicas"]!.GetValue<int>();
        if (replicas != Wanted) UpToDate = false;
        Wanted = replicas;
        Template = KubernetesJson.Deserialize<V1PodTemplateSpec>(body["spec"]!["template"]!.ToJsonString());
        TemplateHash = body["metadata"]!["annotations"]![Labels.TemplateHash]!.GetValue<string>();
        TemplateRecord = body["metadata"]!["annotations"]![Labels.Template]?.GetValue<string>();
    }

    public DeploymentFact Fact() => new()
    {
        Name = Name,
        Wanted = Wanted,
        Replicas = Pods.Count,
        Ready = Available,
        Available = Available,
        UpToDate = UpToDate,
        Refusal = Refusal,
        CreatedTime = Samples.Start,
        Template = Template,
        TemplateHash = TemplateHash,
        TemplateRecord = TemplateRecord,
    };

    private string? Argument(string option)
    {
        var arguments = Template.Spec.InitContainers[0].Args;
        var index = arguments.IndexOf(option);
        return index < 0 ? null : arguments[index + 1];
    }
}
