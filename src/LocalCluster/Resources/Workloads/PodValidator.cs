using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>Checks a pod's spec, alone or inside a template.</summary>
internal static class PodValidator
{
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];

    public static void Validate(JsonObject? spec, string path, ICollection<FieldError> errors)
    {
        if (spec is null)
        {
            errors.Add(FieldError.Required(path));
            return;
        }

        var volumes = Volumes(spec, path, errors);
        if (!spec.Objects("containers").Any()) errors.Add(FieldError.Required($"{path}.containers"));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in (string[])["initContainers", "containers"])
        {
            var index = 0;
            foreach (var container in spec.Objects(list)) Container(container, $"{path}.{list}[{index++}]", names, volumes, errors);
        }

        if (spec.Text("restartPolicy") is { } policy && !RestartPolicies.Contains(policy))
            errors.Add(FieldError.NotSupported($"{path}.restartPolicy", policy, RestartPolicies.Order().Select(one => $"\"{one}\"")));
        if (spec.Integer("terminationGracePeriodSeconds") is < 0)
            errors.Add(FieldError.Invalid($"{path}.terminationGracePeriodSeconds", spec["terminationGracePeriodSeconds"],
                "must be greater than or equal to 0"));
    }

    private static HashSet<string> Volumes(JsonObject spec, string path, ICollection<FieldError> errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var volume in spec.Objects("volumes"))
        {
            var field = $"{path}.volumes[{index++}]";
            var name = volume.Text("name") ?? "";
            if (name.Length == 0) errors.Add(FieldError.Required($"{field}.name"));
            else if (!Names.IsLabel(name)) errors.Add(FieldError.Invalid($"{field}.name", name, Names.LabelForm));
            else if (!names.Add(name)) errors.Add(FieldError.Duplicate($"{field}.name", name));
            if (volume.Count > 2) errors.Add(FieldError.Forbidden(field, "may not specify more than 1 volume type"));
        }

        return names;
    }

    private static void Container(
        JsonObject container, string path, HashSet<string> names, HashSet<string> volumes, ICollection<FieldError> errors)
    {
        var name = container.Text("name") ?? "";
        if (name.Length == 0) errors.Add(FieldError.Required($"{path}.name"));
        else if (!Names.IsLabel(name)) errors.Add(FieldError.Invalid($"{path}.name", name, Names.LabelForm));
        else if (!names.Add(name)) errors.Add(FieldError.Duplicate($"{path}.name", name));
        if (container.Text("image") is not { Length: > 0 } image) errors.Add(FieldError.Required($"{path}.image"));
        else if (image.Trim() != image)
            errors.Add(FieldError.Invalid($"{path}.image", image, "must not have leading or trailing whitespace"));

        var index = 0;
        foreach (var port in container.Objects("ports"))
        {
            if (port.Integer("containerPort") is not (> 0 and < 65536))
                errors.Add(FieldError.Invalid($"{path}.ports[{index}].containerPort", port["containerPort"],
                    "must be between 1 and 65535, inclusive"));
            index++;
        }

        index = 0;
        foreach (var variable in container.Objects("env"))
        {
            var field = $"{path}.env[{index++}]";
            if (variable.Text("name") is not { Length: > 0 }) errors.Add(FieldError.Required($"{field}.name"));
            if (variable.Text("value") is { Length: > 0 } && variable["valueFrom"] is not null)
                errors.Add(FieldError.Invalid($"{field}.valueFrom", "", "may not be specified when `value` is not empty"));
        }

        index = 0;
        foreach (var mount in container.Objects("volumeMounts"))
        {
            var field = $"{path}.volumeMounts[{index++}]";
            if (mount.Text("name") is not { Length: > 0 } volume) errors.Add(FieldError.Required($"{field}.name"));
            else if (!volumes.Contains(volume))
                errors.Add(new FieldError("FieldValueNotFound", $"{field}.name", $"Not found: \"{volume}\""));
            if (mount.Text("mountPath") is not { Length: > 0 }) errors.Add(FieldError.Required($"{field}.mountPath"));
        }

        Resources(container.Child("resources"), $"{path}.resources", errors);
    }

    private static void Resources(JsonObject? resources, string path, ICollection<FieldError> errors)
    {
        foreach (var (name, request) in resources.Child("requests") ?? [])
        {
            if (!Quantity.TryParse(request.Text(), out var wanted)) continue;
            if (wanted.Sign < 0) errors.Add(FieldError.Invalid($"{path}.requests[{name}]", request, "must be greater than or equal to 0"));
            if (Quantity.TryParse(resources.Text("limits", name), out var limit) && wanted.MilliValue > limit.MilliValue)
                errors.Add(FieldError.Invalid($"{path}.requests", request, $"must be less than or equal to {name} limit of {limit}"));
        }
    }
}
