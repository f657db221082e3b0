using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Selectors;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Resources.Networking;

/// <summary>The rules of Services.</summary>
internal sealed class ServiceRules : KindRules
{
    private const int AffinityTimeoutSeconds = 10800;
    private static readonly string[] Types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

    public override bool HasGeneration => false;

    public override string? NameProblem(string name) => Names.IsServiceName(name) ? null : Names.ServiceNameForm;

    public override void Default(JsonObject value)
    {
        if (value.Child("spec") is not { } spec) return;
        spec.SetDefault("type", "ClusterIP");
        spec.SetDefault("sessionAffinity", "None");
        if (spec.Text("sessionAffinity") == "ClientIP")
            spec.Make("sessionAffinityConfig").Make("clientIP").SetDefault("timeoutSeconds", AffinityTimeoutSeconds);
        foreach (var port in spec.Objects("ports"))
        {
            port.SetDefault("protocol", "TCP");
            if (port["targetPort"] is null or JsonValue && port.Integer("targetPort") is 0 or null && port.Text("targetPort") is null or "")
                port["targetPort"] = port["port"]?.DeepClone();
        }

        var type = spec.Text("type");
        if (type == "ExternalName") return;
        spec.SetDefault("internalTrafficPolicy", "Cluster");
        if (type is "NodePort" or "LoadBalancer") spec.SetDefault("externalTrafficPolicy", "Cluster");
        if (type == "LoadBalancer") spec.SetDefault("allocateLoadBalancerNodePorts", true);
    }

    public override void PrepareForCreate(JsonObject value, KindContext context)
    {
        value["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
        Allocate(value, context);
    }

    public override void PrepareForUpdate(JsonObject value, JsonObject old, KindContext context)
    {
        if (value.Child("spec") is not { } spec) return;
        // What was allocated stays, also for a client that does not know of it.
        if (spec.Text("type") != "ExternalName")
        {
            foreach (var member in (string[])["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"])
            {
                if (spec[member] is null or JsonValue && spec.Text(member) is null or "" && old.At("spec", member) is { } kept)
                    spec[member] = kept.DeepClone();
            }
        }

        Allocate(value, context);
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value.Child("spec") is not { } spec)
        {
            errors.Add(FieldError.Required("spec.ports"));
            return;
        }

        var type = spec.Text("type") ?? "";
        if (!Types.Contains(type)) errors.Add(FieldError.NotSupported("spec.type", type, Types.Select(one => $"\"{one}\"")));
        var ports = spec.Objects("ports").ToList();
        if (ports.Count == 0 && type != "ExternalName" && spec.Text("clusterIP") != "None") errors.Add(FieldError.Required("spec.ports"));
        if (type == "ExternalName" && spec.Text("externalName") is not { Length: > 0 })
            errors.Add(FieldError.Required("spec.externalName"));
        Ports(ports, errors);
        var before = old.Text("spec", "clusterIP");
        if (before is { Length: > 0 } && old.Text("spec", "type") != "ExternalName" && type != "ExternalName"
            && spec.Text("clusterIP") != before)
            errors.Add(FieldError.Invalid("spec.clusterIPs[0]", spec["clusterIP"], "may not change once set"));
    }

    private static void Ports(List<JsonObject> ports, ICollection<FieldError> errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            var path = $"spec.ports[{i}]";
            var name = ports[i].Text("name") ?? "";
            if (name.Length == 0 && ports.Count > 1) errors.Add(FieldError.Required($"{path}.name"));
            else if (name.Length > 0 && !Names.IsLabel(name)) errors.Add(FieldError.Invalid($"{path}.name", name, Names.LabelForm));
            else if (!names.Add(name)) errors.Add(FieldError.Duplicate($"{path}.name", name));
            if (ports[i].Integer("port") is not (> 0 and < 65536))
                errors.Add(FieldError.Invalid($"{path}.port", ports[i]["port"], "must be between 1 and 65535, inclusive"));
            if (ports[i].Text("protocol") is not ("TCP" or "UDP" or "SCTP"))
                errors.Add(FieldError.NotSupported($"{path}.protocol", ports[i]["protocol"], ["\"SCTP\"", "\"TCP\"", "\"UDP\""]));
        }
    }

    private static void Allocate(JsonObject value, KindContext context)
    {
        if (value.Child("spec") is not { } spec || spec.Text("type") == "ExternalName") return;
        spec.SetDefault("ipFamilies", new JsonArray("IPv4"));
        spec.SetDefault("ipFamilyPolicy", "SingleStack");
        if (spec.Text("clusterIP") is not { Length: > 0 })
        {
            var used = context.State[new ResourceKey("", "services")].Objects(null)
                .Select(service => service.Json.Text("spec", "clusterIP")).OfType<string>().ToHashSet(StringComparer.Ordinal);
            spec["clusterIP"] = context.AllocateClusterIp(value, used);
        }

        spec["clusterIPs"] = new JsonArray(spec.Text("clusterIP"));
    }
}
